package io.mcpscore.engine.check.auth;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.http.Drafts;
import io.mcpscore.model.Severity;

/**
 * {@code auth-oauth-no-state}: authorization requests that nothing ties to the browser that started
 * them.
 */
public final class AuthOauthNoStateCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("auth-oauth-no-state");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    OAuthRequests.each(
        context,
        (module, place) -> {
          boolean bound = OAuthRequests.names(module, place, "code_challenge");
          boolean state = OAuthRequests.names(module, place, "state");
          if (!bound && !state) {
            findings.report(
                Drafts.fact(
                    module,
                    place,
                    Severity.MEDIUM,
                    "Neither state nor a code challenge ties the answer to the one who asked: a stranger can have"
                        + " the user connect an account of the stranger."));
          }
        });
  }
}
