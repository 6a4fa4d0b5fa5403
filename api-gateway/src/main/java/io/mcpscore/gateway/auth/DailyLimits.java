package io.mcpscore.gateway.auth;

import io.mcpscore.gateway.config.TierSettings;
import jakarta.inject.Singleton;

/** How many requests a day a key or person has. */
@Singleton
public class DailyLimits {

  private final TierSettings tiers;

  DailyLimits(TierSettings tiers) {
    this.tiers = tiers;
  }

  /**
   * What each key and person of an account has: the account's own limit, else that of its tier. A
   * tier that is not configured gives no access.
   *
   * @param own limit of the account, or null
   * @param tier its tier
   */
  public int ofAccount(Integer own, String tier) {
    TierSettings.Tier configured = tiers.byName().get(tier);
    int ofTier = configured == null ? 0 : configured.dailyLimit();
    return own == null ? ofTier : own;
  }

  /**
   * What a key has. Its own limit does not open the API to an account without access.
   *
   * @param own limit of the key, or null
   * @param widens whether it may be more than the account's
   * @param ofAccount limit of the account
   */
  public static int ofKey(Integer own, boolean widens, int ofAccount) {
    if (own == null || ofAccount == 0) {
      return ofAccount;
    }
    return widens ? own : Math.min(own, ofAccount);
  }
}
