package io.mcpscore.engine.check.auth;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.http.Drafts;
import io.mcpscore.model.Severity;

/** {@code auth-oauth-no-pkce}: authorization requests whose code whoever intercepts it can use. */
public final class AuthOauthNoPkceCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("auth-oauth-no-pkce");

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
          if (!bound && state) {
            findings.report(
                Drafts.fact(
                    module,
                    place,
                    Severity.INFO,
                    "Without a code challenge, whoever intercepts the code can exchange it."));
          }
        });
  }
}
