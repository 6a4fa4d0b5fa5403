package io.mcpscore.gateway.auth;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Recognises people by the tokens of an identity provider. */
public interface TokenCheck {

  /** Whether there is a provider. */
  boolean isOn();

  /**
   * Verifies the token of a request; never fails.
   *
   * @param context the request, whose {@code Authorization} header has the token
   * @param token the same token
   */
  Uni<Verdict> check(RoutingContext context, String token);

  /** What became of a token. */
  sealed interface Verdict {

    /**
     * The token is good.
     *
     * @param person whose it is
     * @param role what that person may do, or null for nothing
     */
    record Good(Credential person, Role role) implements Verdict {}

    /** The token was good once. */
    record Expired() implements Verdict {}

    /** The token is none, or none for this service. */
    record Bad() implements Verdict {}

    /** Nobody knows, because the provider does not answer. */
    record Unclear() implements Verdict {}
  }
}
