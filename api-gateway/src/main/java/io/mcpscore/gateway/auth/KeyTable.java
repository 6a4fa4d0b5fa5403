package io.mcpscore.gateway.auth;

import io.mcpscore.gateway.config.TierSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Looks keys up in the database, by hash. */
@Singleton
public class KeyTable {

  private static final String BY_HASH =
      """
      SELECT k.id, k.account_id, a.tier, k.daily_limit
      FROM api_key k JOIN account a ON a.id = k.account_id
      WHERE k.hash = $1 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())
      """;

  private final Pool pool;
  private final TierSettings tiers;

  KeyTable(Pool pool, TierSettings tiers) {
    this.pool = pool;
    this.tiers = tiers;
  }

  /** The record of a usable key. */
  public Uni<Optional<KeyRecord>> find(String hash) {
    return pool.preparedQuery(BY_HASH)
        .execute(Tuple.of(hash))
        .map(
            rows -> {
              for (Row row : rows) {
                return Optional.of(read(row));
              }
              return Optional.empty();
            });
  }

  /**
   * Daily limit of a key: its own, else its tier's; a tier that is not configured has no access.
   *
   * @param own limit of the key, or null
   * @param tier tier of its account
   */
  public int limit(Integer own, String tier) {
    TierSettings.Tier configured = tiers.byName().get(tier);
    int ofTier = configured == null ? 0 : configured.dailyLimit();
    // A key's own limit narrows or widens a paid tier; it does not open the API to a free one.
    return ofTier == 0 || own == null ? ofTier : own;
  }

  private KeyRecord read(Row row) {
    String tier = row.getString("tier");
    return new KeyRecord(
        row.getLong("id"),
        row.getLong("account_id"),
        tier,
        limit(row.getInteger("daily_limit"), tier));
  }
}
