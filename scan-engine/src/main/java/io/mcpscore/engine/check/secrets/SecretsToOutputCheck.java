package io.mcpscore.engine.check.secrets;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FlowDraft;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;

/**
 * {@code secrets-to-output}: secrets in what a handler returns or throws, which the model reads and
 * every later tool may send on.
 */
public final class SecretsToOutputCheck implements Check {

  private static final String HANDED = "is handed to the agent";

  private static final CheckInfo INFO = CheckInfoReader.read("secrets-to-output");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    SecretReads secrets = SecretReads.of(context);
    DisclosureRule rule =
        new DisclosureRule(
            context.program(),
            (module, e) ->
                secrets
                    .kept(module, e)
                    .filter(s -> HeldSecrets.isHeld(context.program(), module, e)),
            (module, node) -> List.of(),
            true);
    new Disclosures(INFO, Severity.MEDIUM, 8, HANDED).report(context, rule, findings);
    // Whether the endpoint asks for a credential is not known.
    new Disclosures(
            INFO,
            Severity.MEDIUM,
            Severity.MEDIUM,
            6,
            "is answered to whoever asks an HTTP endpoint")
        .report(
            context,
            new DisclosureRule(
                context.program(),
                (module, e) -> HttpAnswers.settings(context.program(), module, e),
                HttpAnswers::contents,
                false),
            findings);
    PublishedKeys.report(context, findings);
    RequestErrors errors = new RequestErrors(context);
    if (!errors.isEmpty()) {
      // Only what fails gives the secret away.
      new Disclosures(INFO, Severity.MEDIUM, Severity.LOW, 8, HANDED)
          .report(
              context,
              new DisclosureRule(context.program(), errors::at, RequestErrors::raised, true),
              findings);
    }
    DumpedRequests dumps = new DumpedRequests(context);
    if (!dumps.isEmpty()) {
      new Disclosures(INFO, Severity.MEDIUM, Severity.LOW, 8, HANDED)
          .report(
              context,
              new DisclosureRule(context.program(), dumps::at, (module, node) -> List.of(), true),
              findings);
      context.program().modules().forEach(m -> returned(context, m, dumps, findings));
    }
  }

  private static void returned(
      CheckContext context, SourceModule module, DumpedRequests dumps, FindingSink findings) {
    dumps
        .returned(context, module)
        .forEach(
            n ->
                findings.report(
                    FlowDraft.at(
                        module,
                        n,
                        Severity.MEDIUM,
                        Evidence.LIKELY,
                        "An error of axios is written out as a whole, with the headers of its"
                            + " request and the secret among them, and handed on as an answer.")));
  }
}
