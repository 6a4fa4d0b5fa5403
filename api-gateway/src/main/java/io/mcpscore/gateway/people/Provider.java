package io.mcpscore.gateway.people;

import io.mcpscore.gateway.http.Outages;
import io.quarkus.oidc.OIDCException;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jose4j.jwt.consumer.InvalidJwtException;

/**
 * The identity provider. Its keys are in memory, so that it is asked for an unknown one alone, and
 * left alone for a moment after it did not answer.
 */
@Singleton
class Provider {

  private static final Logger LOG = Logger.getLogger(Provider.class);
  private static final long PAUSE_NANOS = Duration.ofSeconds(2).toNanos();
  private static final long OPEN = Long.MIN_VALUE;

  private final OidcAuthenticationMechanism mechanism;
  private final IdentityProviderManager identities;
  private final AtomicLong silentUntil = new AtomicLong(OPEN);
  private volatile boolean met;

  Provider(OidcAuthenticationMechanism mechanism, IdentityProviderManager identities) {
    this.mechanism = mechanism;
    this.identities = identities;
  }

  /** What the provider's keys say of a token. */
  enum Answer {
    /** It is good. */
    GOOD,
    /** It was good once. */
    EXPIRED,
    /** It is not good for this service. */
    BAD,
    /** Nobody knows. */
    SILENT
  }

  /** Verifies the token in the {@code Authorization} header of a request; never fails. */
  Uni<Answer> verify(RoutingContext context) {
    // Once it has been met, most tokens are verified without it.
    if (!met && isSilent()) {
      return Uni.createFrom().item(Answer.SILENT);
    }
    return Uni.createFrom()
        .deferred(() -> mechanism.authenticate(context, identities))
        .map(Provider::known)
        .onFailure()
        .recoverWithItem(Provider::why)
        .invoke(this::note);
  }

  private boolean isSilent() {
    long until = silentUntil.get();
    return until != OPEN && System.nanoTime() - until < 0;
  }

  private void note(Answer answer) {
    if (answer != Answer.SILENT) {
      met = true;
      silentUntil.set(OPEN);
    } else if (silentUntil.getAndSet(System.nanoTime() + PAUSE_NANOS) == OPEN) {
      LOG.warn("the identity provider does not answer");
    }
  }

  private static Answer known(SecurityIdentity identity) {
    return identity == null || identity.isAnonymous() ? Answer.BAD : Answer.GOOD;
  }

  private static Answer why(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof InvalidJwtException invalid) {
        return invalid.hasExpired() && invalid.getErrorDetails().size() == 1
            ? Answer.EXPIRED
            : Answer.BAD;
      }
      if (isOutage(cause)) {
        return Answer.SILENT;
      }
    }
    return Answer.BAD;
  }

  private static boolean isOutage(Throwable cause) {
    return cause instanceof OIDCException
        || cause instanceof TimeoutException
        || Outages.isNetwork(cause);
  }
}
