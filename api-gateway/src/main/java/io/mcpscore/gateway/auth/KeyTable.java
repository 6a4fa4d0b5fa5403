package io.mcpscore.gateway.auth;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Looks keys up in the database, by hash. */
@Singleton
public class KeyTable {

  private static final String BY_HASH =
      """
      SELECT k.id, k.account_id, k.daily_limit, k.limit_widens, k.expires_at,
        a.tier, a.daily_limit AS account_limit, a.version, u.requests
      FROM api_key k JOIN account a ON a.id = k.account_id
      LEFT JOIN daily_usage u ON u.counter = 'key_' || k.id AND u.day = $2
      WHERE k.hash = $1 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())
      """;

  private final Pool pool;
  private final DailyLimits limits;

  KeyTable(Pool pool, DailyLimits limits) {
    this.pool = pool;
    this.limits = limits;
  }

  /**
   * A usable key.
   *
   * @param hash of the key
   * @param day whose count is wanted
   */
  public Uni<Optional<Credential.Stored>> find(String hash, UtcDay day) {
    return pool.preparedQuery(BY_HASH)
        .execute(Tuple.of(hash, day.date()))
        .map(
            rows -> {
              for (Row row : rows) {
                return Optional.of(read(row));
              }
              return Optional.empty();
            });
  }

  private Credential.Stored read(Row row) {
    String tier = row.getString("tier");
    int ofAccount = limits.ofAccount(row.getInteger("account_limit"), tier);
    OffsetDateTime expires = row.getOffsetDateTime("expires_at");
    Integer counted = row.getInteger("requests");
    KeyRecord record =
        new KeyRecord(
            "key_" + row.getLong("id"),
            row.getLong("account_id"),
            row.getLong("version"),
            tier,
            DailyLimits.ofKey(
                row.getInteger("daily_limit"), row.getBoolean("limit_widens"), ofAccount),
            expires == null ? null : expires.toEpochSecond());
    return new Credential.Stored(record, counted == null ? 0 : counted);
  }
}
