package io.mcpscore.engine;

import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.Checks;
import io.mcpscore.model.Json;

/** Which engine and which rules made a report. */
public final class EngineVersion {

  /** Version of the engine. */
  public static final String ENGINE = "0.1.0";

  /** Raise it whenever code changes what a report says; the entries of the checks are hashed. */
  private static final String RULES_DATE = "2026.11.28.1";

  private static final int HASH_DIGITS = 8;

  /**
   * Version of the rule set: equal versions give equal reports on equal trees. It changes with the
   * date above and with every word of a check's entry.
   */
  public static final String RULE_SET = RULES_DATE + "-" + hash();

  private EngineVersion() {}

  private static String hash() {
    var entries = Checks.all().stream().map(Check::info).toList();
    return Json.sha256(Json.canonical(entries)).substring(0, HASH_DIGITS);
  }
}
