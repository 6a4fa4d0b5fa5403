package io.mcpscore.engine.check.health;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.RepositoryCheck;
import java.util.regex.Pattern;

/** {@code health-no-tests}: a repository without tests. */
public final class HealthNoTestsCheck implements RepositoryCheck {

  private static final CheckInfo INFO = CheckInfoReader.read("health-no-tests");

  private static final Pattern WANTED =
      Pattern.compile(
          "(?i)(?:.*/)?(?:tests?|__tests__|spec|e2e|evals?)/.{1,300}|.*[._-](?:test|spec|tests)\\.[a-z]{1,4}|(?:.*/)?test_[^/]{1,100}\\.py");

  /** A script for tests other than the one that npm writes into every new manifest. */
  private static final Pattern SCRIPT =
      Pattern.compile("\"test\"\\s{0,4}:\\s{0,4}\"(?!echo)[^\"]{2}");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    if (exist(context)) {
      return;
    }
    Upkeep.without(
            context, WANTED, "The repository has no tests: nobody knows what a repair breaks.")
        .ifPresent(findings::report);
  }

  /** Whether there are tests, or a script that runs some. */
  static boolean exist(CheckContext context) {
    return Upkeep.has(context, WANTED) || Upkeep.isStated(context, SCRIPT);
  }
}
