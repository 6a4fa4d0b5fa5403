package io.mcpscore.gateway.usage;

import io.mcpscore.gateway.auth.UtcDay;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the database knows of the use of an account. */
@Singleton
class UsageTable {

  private static final String ACCOUNT =
      """
      SELECT name, tier, daily_limit, queue_limit,
        (SELECT count(*) FROM scan WHERE account_id = a.id AND status IN ('pending', 'analyzing'))
          ::integer AS unfinished
      FROM account a WHERE id = $1
      """;

  private static final String KEYS =
      """
      SELECT k.id, k.name, k.shown_prefix, k.daily_limit, k.limit_widens,
        coalesce(u.requests, 0) AS requests
      FROM api_key k LEFT JOIN daily_usage u ON u.counter = 'key_' || k.id AND u.day = $2
      WHERE k.account_id = $1 AND (u.requests > 0
        OR (k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now())))
      ORDER BY k.id
      """;

  private static final String PEOPLE =
      """
      SELECT counter, requests FROM daily_usage
      WHERE account_id = $1 AND day = $2 AND counter LIKE 'person\\_%' ORDER BY counter
      """;

  private static final String DAYS =
      """
      SELECT day, sum(requests)::integer AS requests FROM daily_usage
      WHERE account_id = $1 AND day BETWEEN $2 AND $3 GROUP BY day
      """;

  private final Pool pool;

  UsageTable(Pool pool) {
    this.pool = pool;
  }

  /** The account with its limits and its unfinished scans. */
  Uni<Row> account(long accountId) {
    return pool.preparedQuery(ACCOUNT)
        .execute(Tuple.of(accountId))
        .map(rows -> rows.iterator().next());
  }

  /** Keys with what they used on a day, oldest first. */
  Uni<RowSet<Row>> keys(long accountId, UtcDay day) {
    return pool.preparedQuery(KEYS).execute(Tuple.of(accountId, day.date()));
  }

  /** Requests of people on a day, by counter. */
  Uni<Map<String, Integer>> people(long accountId, UtcDay day) {
    return pool.preparedQuery(PEOPLE)
        .execute(Tuple.of(accountId, day.date()))
        .map(
            rows -> {
              Map<String, Integer> people = new LinkedHashMap<>();
              rows.forEach(row -> people.put(row.getString("counter"), row.getInteger("requests")));
              return people;
            });
  }

  /** Requests of days, both ends included; days without any are absent. */
  Uni<Map<LocalDate, Integer>> days(long accountId, LocalDate from, LocalDate to) {
    return pool.preparedQuery(DAYS)
        .execute(Tuple.of(accountId, from, to))
        .map(
            rows -> {
              Map<LocalDate, Integer> days = new HashMap<>();
              rows.forEach(row -> days.put(row.getLocalDate("day"), row.getInteger("requests")));
              return days;
            });
  }
}
