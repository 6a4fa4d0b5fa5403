package io.mcpscore.engine.check.health;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.RepositoryCheck;
import java.util.regex.Pattern;

/** {@code health-no-security-policy}: a repository that does not say where to report a weakness. */
public final class HealthNoSecurityPolicyCheck implements RepositoryCheck {

  private static final CheckInfo INFO = CheckInfoReader.read("health-no-security-policy");
  private static final Pattern WANTED =
      Pattern.compile(
          "(?i)(?:\\.github/|docs/)?security(?:\\.(?:md|txt|rst|adoc))?|\\.well-known/security\\.txt");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    Upkeep.without(
            context, WANTED, "The repository does not say where a weakness is to be reported.")
        .ifPresent(findings::report);
  }
}
