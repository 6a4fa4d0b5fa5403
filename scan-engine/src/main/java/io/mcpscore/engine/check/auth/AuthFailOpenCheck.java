package io.mcpscore.engine.check.auth;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.Drafts;
import io.mcpscore.engine.check.http.HttpServers;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.model.Severity;

/**
 * {@code auth-fail-open}: doors that open when something is missing: the expected secret, the
 * identity of a request, the success of a verification.
 */
public final class AuthFailOpenCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("auth-fail-open");
  private static final String[] WORDS = {
    "auth",
    "Auth",
    "oken",
    "piKey",
    "api_key",
    "API_KEY",
    "api-key",
    "get_http_request",
    "timingSafeEqual",
    "compare_digest",
    "ignature"
  };

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    CallSites.modules(context)
        .filter(m -> CallSites.mentions(m.file(), WORDS))
        .forEach(m -> look(context, m, findings));
    CallSites.modules(context).forEach(m -> forgotten(context, m, findings));
  }

  private static void forgotten(CheckContext context, SourceModule module, FindingSink findings) {
    ForgottenVerdicts verdicts = new ForgottenVerdicts(context, module);
    module
        .tree()
        .ofKinds("expression_statement")
        .filter(verdicts::isOne)
        .forEach(
            n ->
                findings.report(
                    Drafts.fact(
                        module,
                        n,
                        Severity.MEDIUM,
                        "A decision is asked for and its answer forgotten: whoever is refused goes"
                            + " on.")));
  }

  private static void look(CheckContext context, SourceModule module, FindingSink findings) {
    UnsetSecrets unset = new UnsetSecrets(context, module);
    SwallowedVerdicts swallowed = new SwallowedVerdicts(module);
    BorrowedIdentity borrowed = new BorrowedIdentity(module);
    SkippedSignatures skipped = new SkippedSignatures(module);
    AdmittedOpenings admitted = new AdmittedOpenings(module);
    OptionalGuards optional = new OptionalGuards(context, module);
    boolean everywhere = HttpServers.of(context).isEverywhere(module.file());
    for (int node = 0; node < module.tree().size(); node++) {
      if (unset.letsIn(node)) {
        String text = "Without the expected secret in the settings everybody is let in.";
        findings.report(Drafts.fact(module, unset.spot(node), Severity.MEDIUM, text));
      } else if (skipped.letsIn(node)) {
        String text = "The signature is only verified when the request carries one.";
        findings.report(Drafts.fact(module, skipped.spot(node), Severity.MEDIUM, text));
      } else if (everywhere && (admitted.isOne(node) || optional.isOne(node))) {
        String text =
            "Without the setting the server goes on without authentication, on every interface.";
        findings.report(Drafts.fact(module, optional.spot(node), Severity.MEDIUM, text));
      } else if (swallowed.letsIn(node)) {
        String text = "A verification that fails lets the caller in.";
        findings.report(Drafts.fact(module, node, Severity.HIGH, text));
      } else if (borrowed.inExpression(node)) {
        String text = "A request without a credential is served with the one of the operator.";
        findings.report(Drafts.fact(module, node, Severity.MEDIUM, text));
      }
      int fallback = borrowed.afterRequest(node);
      if (fallback >= 0) {
        String text =
            "An HTTP request that carries no identity goes on to the credentials of the operator.";
        findings.report(Drafts.fact(module, fallback, Severity.HIGH, text));
      }
    }
  }
}
