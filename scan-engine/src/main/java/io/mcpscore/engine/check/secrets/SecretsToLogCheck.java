package io.mcpscore.engine.check.secrets;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.model.Severity;
import java.util.Optional;

/**
 * {@code secrets-to-log}: secrets that are written to a log, whole or in parts that help to guess
 * them. Whether there is one, how long it is and a mask of it are no findings.
 */
public final class SecretsToLogCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("secrets-to-log");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    ArgumentLogs.report(context, findings);
    ShellLogs.report(context, findings);
    LoggedRequests.report(context, findings);
    SecretReads secrets = SecretReads.of(context);
    DisclosureRule rule =
        new DisclosureRule(
            context.program(),
            (module, e) -> source(context.program(), secrets, module, e),
            LogCalls::written,
            false);
    new Disclosures(INFO, Severity.MEDIUM, 8, "is written to a log")
        .report(context, rule, findings);
  }

  private static Optional<String> source(
      Program program, SecretReads secrets, SourceModule module, int expression) {
    return secrets
        .at(module, expression)
        .or(() -> secrets.login(module, expression))
        .or(() -> TokenAnswers.of(module, expression))
        .or(() -> WholeObjects.at(program, module, expression));
  }
}
