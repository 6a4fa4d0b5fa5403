package io.mcpscore.engine.check.health;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.RepositoryCheck;
import java.util.regex.Pattern;

/** {@code health-no-ci}: tests that nothing runs. */
public final class HealthNoCiCheck implements RepositoryCheck {

  private static final CheckInfo INFO = CheckInfoReader.read("health-no-ci");
  private static final Pattern WANTED =
      Pattern.compile(
          "(?:.*/)?(?:\\.github/workflows/.{1,200}|\\.gitlab-ci\\.ya?ml|\\.circleci/.{1,100}|azure-pipelines.{0,30}|Jenkinsfile|\\.travis\\.yml|\\.buildkite/.{1,100}|bitbucket-pipelines\\.yml|\\.woodpecker.{0,100}|\\.drone\\.yml|cloudbuild\\.ya?ml|\\.ci/.{1,100})");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    if (!HealthNoTestsCheck.exist(context)) {
      return; // What there is to run is the other finding.
    }
    Upkeep.without(context, WANTED, "No workflow runs the tests.").ifPresent(findings::report);
  }
}
