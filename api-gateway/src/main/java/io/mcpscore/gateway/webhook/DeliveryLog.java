package io.mcpscore.gateway.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.http.Times;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.Json;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** What became of an account's events, and another try for them. */
@Singleton
class DeliveryLog {

  // Looked up in the place of texts that are no ids, so that those take as long as unknown ids.
  private static final String NOBODY = "evt_00000000000000000000000000000000";

  private static final TypeReference<List<AttemptView>> ATTEMPTS = new TypeReference<>() {};

  private static final String SELECT =
      """
      SELECT d.id, d.event, d.scan_id, d.webhook_id, d.url, d.state, d.created_at, d.ended_at,
        CASE WHEN d.state = 'pending' AND NOT EXISTS (
            SELECT FROM webhook_attempt a WHERE a.delivery_id = d.id AND a.number = d.attempts
              AND a.millis IS NULL AND d.due_at > now())
          THEN d.due_at END AS next_at,
        coalesce((
          SELECT json_agg(json_build_object('number', a.number, 'at', webhook_time(a.at),
              'millis', a.millis, 'status', a.status_code, 'error', coalesce(a.error,
                CASE WHEN a.millis IS NULL AND (a.number < d.attempts OR d.due_at <= now())
                  THEN 'interrupted' END)) ORDER BY a.number)
          FROM webhook_attempt a WHERE a.delivery_id = d.id AND a.number > d.attempts - 50
        ), '[]')::text AS attempts
      FROM webhook_delivery d WHERE d.account_id = $1
      """;

  private static final String FIND = SELECT + " AND d.id = $2";

  private static final String LIST =
      SELECT
          + """
           AND ($2::text IS NULL OR d.id < $2) AND ($3::text IS NULL OR d.scan_id = $3)
          AND ($4::text IS NULL OR d.state = $4)
          ORDER BY d.id DESC LIMIT $5
          """;

  // What is under way is left to itself: it is being sent this very moment.
  private static final String REPLAY =
      """
      UPDATE webhook_delivery d SET state = 'pending', due_at = now(), since = now(),
        earlier = attempts, ended_at = NULL
      WHERE d.account_id = $1 AND d.id = $2
        AND NOT EXISTS (SELECT FROM webhook h WHERE h.id = d.webhook_id AND h.removed_at IS NOT NULL)
        AND NOT (d.state = 'pending' AND EXISTS (
          SELECT FROM webhook_attempt a WHERE a.delivery_id = d.id AND a.number = d.attempts
            AND a.millis IS NULL AND d.due_at > now()))
      """;

  private static final String IS_REMOVED =
      """
      SELECT FROM webhook_delivery d JOIN webhook h ON h.id = d.webhook_id
      WHERE d.account_id = $1 AND d.id = $2 AND h.removed_at IS NOT NULL
      """;

  private final Pool pool;
  private final Deliveries deliveries;

  DeliveryLog(Pool pool, Deliveries deliveries) {
    this.pool = pool;
    this.deliveries = deliveries;
  }

  /** An event, or {@code DELIVERY_NOT_FOUND} for unknown and other accounts' ids alike. */
  Uni<DeliveryView> find(long accountId, String id) {
    return pool.preparedQuery(FIND)
        .execute(Tuple.of(accountId, DeliveryId.isValid(id) ? id : NOBODY))
        .map(
            rows -> {
              for (Row row : rows) {
                return view(row);
              }
              throw new ApiException(
                  ErrorCode.DELIVERY_NOT_FOUND,
                  "Delivery not found",
                  "There is no such delivery in this account");
            });
  }

  /**
   * One page, newest first.
   *
   * @param before id of the last event of the page before, or null
   * @param scanId what they are about, or null for all
   * @param state which ones, or null for all
   * @param limit how many at most
   */
  Uni<DeliveryView.Page> page(
      long accountId, String before, String scanId, String state, int limit) {
    // One more than is shown tells whether there is a next page.
    return pool.preparedQuery(LIST)
        .execute(Tuple.of(accountId, before, scanId, state, limit + 1L))
        .map(
            rows -> {
              List<DeliveryView> found = new ArrayList<>();
              rows.forEach(row -> found.add(view(row)));
              List<DeliveryView> shown = found.subList(0, Math.min(limit, found.size()));
              return new DeliveryView.Page(
                  shown, found.size() > limit ? shown.getLast().id() : null);
            });
  }

  /**
   * Sends an event once more, under its id, whatever became of it.
   *
   * @return the event, waiting; {@code DELIVERY_NOT_FOUND}, or {@code WEBHOOK_NOT_FOUND} when its
   *     receiver was removed
   */
  Uni<DeliveryView> replay(long accountId, String id) {
    Tuple names = Tuple.of(accountId, DeliveryId.isValid(id) ? id : NOBODY);
    return pool.preparedQuery(REPLAY)
        .execute(names)
        .invoke(deliveries::wake)
        .chain(
            done ->
                done.rowCount() > 0
                    ? Uni.createFrom().voidItem()
                    : pool.preparedQuery(IS_REMOVED)
                        .execute(names)
                        .invoke(
                            removed -> {
                              if (removed.size() > 0) {
                                throw Webhooks.notFound();
                              }
                            })
                        .replaceWithVoid())
        .chain(() -> find(accountId, id));
  }

  private static DeliveryView view(Row row) {
    return new DeliveryView(
        row.getString("id"),
        row.getString("event"),
        row.getString("scan_id"),
        row.getString("webhook_id"),
        row.getString("url"),
        row.getString("state"),
        Times.seconds(row.getOffsetDateTime("created_at")),
        Times.seconds(row.getOffsetDateTime("next_at")),
        Times.seconds(row.getOffsetDateTime("ended_at")),
        attempts(row.getString("attempts")));
  }

  private static List<AttemptView> attempts(String json) {
    try {
      return Json.mapper().readValue(json, ATTEMPTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored attempts are not readable", e);
    }
  }
}
