package io.mcpscore.engine.check.health;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.RepositoryCheck;
import java.util.regex.Pattern;

/** {@code health-no-licence}: a repository that nobody may use. */
public final class HealthNoLicenceCheck implements RepositoryCheck {

  private static final CheckInfo INFO = CheckInfoReader.read("health-no-licence");
  private static final Pattern WANTED =
      Pattern.compile("(?i)(?:.*/)?(?:licen[cs]e|copying|unlicense)(?:[.-].{0,40})?(?:/.*)?");

  private static final Pattern NAMED = Pattern.compile("\\blicen[cs]e\"?\\s{0,4}[:=]");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    if (Upkeep.isStated(context, NAMED)) {
      return;
    }
    Upkeep.without(
            context,
            WANTED,
            "The repository has no licence: nobody is allowed to run, check or repair it.")
        .ifPresent(findings::report);
  }
}
