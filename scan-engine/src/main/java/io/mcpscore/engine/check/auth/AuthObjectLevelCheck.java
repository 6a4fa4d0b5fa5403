package io.mcpscore.engine.check.auth;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import java.util.regex.Pattern;

/**
 * {@code auth-object-level}: records of persons that the caller names, in a program that knows who
 * calls and does not ask.
 */
public final class AuthObjectLevelCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("auth-object-level");
  private static final Pattern ARGUMENT =
      Pattern.compile(
          "(?i)(?:target_?)?(?:user|account|owner|customer|patient|employee|student)"
              + "_?(?:id|name|email)");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    CallerNamedRecords.named(context, ARGUMENT, "whose record is used").forEach(findings::report);
  }
}
