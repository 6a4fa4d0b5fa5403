package io.mcpscore.gateway.submit;

import io.mcpscore.gateway.auth.Caller;
import io.mcpscore.gateway.config.TierSettings;
import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.model.ErrorCode;
import jakarta.inject.Singleton;

/** How many unfinished scans an account may have. */
@Singleton
class QueueLimits {

  private static final int UNKNOWN_TIER = 1000;

  private final TierSettings tiers;

  QueueLimits(TierSettings tiers) {
    this.tiers = tiers;
  }

  /** What the caller's tier allows; the account may have a limit of its own. */
  int of(Caller caller) {
    TierSettings.Tier tier = tiers.byName().get(caller.admission().key().tier());
    return tier == null ? UNKNOWN_TIER : tier.queueLimit();
  }

  /** The error for an account whose queue is full. */
  static ApiException full() {
    return new ApiException(
        ErrorCode.QUEUE_LIMIT_EXCEEDED,
        "Too many unfinished scans",
        "This account has as many scans waiting and running as it may; send this one again when"
            + " some of them have ended");
  }
}
