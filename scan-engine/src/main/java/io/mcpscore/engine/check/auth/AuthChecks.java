package io.mcpscore.engine.check.auth;

import io.mcpscore.engine.check.Check;
import java.util.List;

/** Who may call, and as whom. */
public final class AuthChecks {

  private AuthChecks() {}

  /** In the order of the documentation. */
  public static List<Check> all() {
    return List.of(
        new AuthMissingTransportCheck(),
        new AuthMissingEndpointCheck(),
        new AuthFailOpenCheck(),
        new AuthApprovalUncheckedCheck(),
        new AuthListingOnlyCheck(),
        new AuthJwtUnverifiedCheck(),
        new AuthJwtHardcodedSecretCheck(),
        new AuthAudienceUncheckedCheck(),
        new AuthObjectLevelCheck(),
        new AuthTenantFromCallerCheck(),
        new AuthRoleFromCallerCheck(),
        new AuthSessionPredictableCheck(),
        new AuthTimingCompareCheck(),
        new AuthTokenPassthroughCheck(),
        new AuthOauthRedirectWildcardCheck(),
        new AuthOauthNoStateCheck(),
        new AuthOauthNoPkceCheck(),
        new AuthOauthBroadScopeCheck(),
        new AuthSessionInUrlCheck(),
        new AuthIamWildcardCheck(),
        new AuthNoLimitsCheck());
  }
}
