package io.mcpscore.gateway.webhook;

import io.mcpscore.gateway.config.WebhookSettings;
import io.mcpscore.gateway.http.Times;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The outbox of events, as the gateways share it. A claim makes an event theirs for as long as an
 * attempt may take; if the gateway is lost in that time, another one claims it again. So a receiver
 * gets every event at least once, always under one id.
 */
@Singleton
class DeliveryTable {

  /** Beyond the time of an attempt: for the statements around it. */
  private static final Duration MARGIN = Duration.ofSeconds(15);

  // Hosts first: what waits for a slow one must not take the places of its account's other ones.
  private static final String CLAIM =
      """
      WITH due AS (
        SELECT d.id, d.account_id, d.due_at, coalesce(b.busy, 0)
          + row_number() OVER (PARTITION BY d.host ORDER BY d.due_at, d.id) AS of_host
        FROM webhook_delivery d
          LEFT JOIN unnest($1::text[], $2::integer[]) AS b (host, busy) ON b.host = d.host
        WHERE d.state = 'pending' AND d.due_at <= now()),
      fair AS (
        SELECT due.id, due.due_at, coalesce(b.busy, 0)
          + row_number() OVER (PARTITION BY due.account_id ORDER BY due.due_at, due.id) AS of_account
        FROM due
          LEFT JOIN unnest($3::bigint[], $4::integer[]) AS b (account_id, busy)
            ON b.account_id = due.account_id
        WHERE of_host <= $5),
      chosen AS (
        SELECT d.id FROM webhook_delivery d
        WHERE d.id IN (
            SELECT fair.id FROM fair WHERE of_account <= $6 ORDER BY fair.due_at LIMIT $7)
          AND d.state = 'pending' AND d.due_at <= now()
        FOR UPDATE SKIP LOCKED),
      claimed AS (
        UPDATE webhook_delivery d
        SET attempts = attempts + 1, due_at = now() + make_interval(secs => $8)
        FROM chosen WHERE d.id = chosen.id
        RETURNING d.*),
      noted AS (
        INSERT INTO webhook_attempt (delivery_id, number) SELECT id, attempts FROM claimed)
      SELECT c.id, c.account_id, c.attempts, c.attempts - c.earlier AS tries, c.url, c.host, c.event,
        c.created_at, c.scan::text AS scan, s.salt,
        CASE WHEN s.previous_until > now() THEN s.previous_salt END AS previous_salt
      FROM claimed c JOIN webhook_secret s ON s.account_id = c.account_id
      """;

  private static final String SETTLE =
      """
      WITH told AS (
        UPDATE webhook_attempt SET millis = $3, status_code = $4, error = $5
        WHERE delivery_id = $1 AND number = $2),
      next AS (
        SELECT CASE
            WHEN $5::text IS NULL THEN 'delivered'
            WHEN $6 OR now() + make_interval(secs => $7) > since + make_interval(secs => $8)
            THEN 'failed' ELSE 'pending' END AS state
        FROM webhook_delivery WHERE id = $1)
      UPDATE webhook_delivery d SET
        state = next.state,
        due_at = now() + make_interval(secs => $7),
        ended_at = CASE WHEN next.state <> 'pending' THEN now() END
      FROM next WHERE d.id = $1 AND d.attempts = $2 AND d.state = 'pending'
      RETURNING d.state
      """;

  private static final String FORGET =
      """
      DELETE FROM webhook_delivery
      WHERE state <> 'pending' AND ended_at < now() - make_interval(secs => $1)
      """;

  private final Pool pool;
  private final Secrets secrets;
  private final WebhookSettings settings;

  DeliveryTable(Pool pool, Secrets secrets, WebhookSettings settings) {
    this.pool = pool;
    this.secrets = secrets;
    this.settings = settings;
  }

  /**
   * Claims events that are due, each host and account within its bounds.
   *
   * @param hosts how many are under way to each
   * @param accounts how many are under way for each
   * @param most how many at most
   */
  Uni<List<Delivery>> claim(Map<String, Integer> hosts, Map<Long, Integer> accounts, int most) {
    Tuple values =
        Tuple.tuple()
            .addArrayOfString(hosts.keySet().toArray(String[]::new))
            .addArrayOfInteger(hosts.values().toArray(Integer[]::new))
            .addArrayOfLong(accounts.keySet().toArray(Long[]::new))
            .addArrayOfInteger(accounts.values().toArray(Integer[]::new))
            .addLong((long) settings.perHost())
            .addLong((long) settings.perAccount())
            .addLong((long) most)
            .addDouble(seconds(settings.timeout().multipliedBy(2).plus(MARGIN)));
    return pool.preparedQuery(CLAIM)
        .execute(values)
        .map(
            rows -> {
              List<Delivery> claimed = new ArrayList<>();
              rows.forEach(row -> claimed.add(delivery(row)));
              return claimed;
            });
  }

  /**
   * Writes how an attempt ended, unless the event has been claimed anew.
   *
   * @param pause before the next attempt, if there is one
   * @return whether the event was given up
   */
  Uni<Boolean> settle(Delivery delivery, Answer answer, Duration took, Duration pause) {
    Tuple values =
        Tuple.tuple()
            .addString(delivery.event().id())
            .addInteger(delivery.attempt())
            .addInteger((int) took.toMillis())
            .addInteger(answer.status())
            .addString(answer.isDelivered() ? null : answer.error().key())
            .addBoolean(answer.isFinal())
            .addDouble(seconds(pause))
            .addDouble(seconds(settings.deadline()));
    return pool.preparedQuery(SETTLE)
        .execute(values)
        .map(
            rows -> {
              for (Row row : rows) {
                return row.getString("state").equals("failed");
              }
              return false;
            });
  }

  /** Forgets events that ended long ago. */
  Uni<Void> forget() {
    return pool.preparedQuery(FORGET)
        .execute(Tuple.of(seconds(settings.keepFor())))
        .replaceWithVoid();
  }

  private Delivery delivery(Row row) {
    return new Delivery(
        row.getInteger("attempts"),
        row.getInteger("tries"),
        row.getLong("account_id"),
        URI.create(row.getString("url")),
        row.getString("host"),
        new Event(
            row.getString("id"),
            row.getString("event"),
            Times.seconds(row.getOffsetDateTime("created_at")),
            row.getString("scan")),
        secrets.keys(row.getBuffer("salt"), row.getBuffer("previous_salt")));
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }
}
