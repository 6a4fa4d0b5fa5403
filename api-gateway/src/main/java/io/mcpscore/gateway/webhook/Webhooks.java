package io.mcpscore.gateway.webhook;

import io.mcpscore.gateway.config.WebhookSettings;
import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.http.Times;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.ScanId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The receivers of an account. */
@Singleton
class Webhooks {

  private static final String SCAN_PREFIX = "scan_";
  private static final String PREFIX = "wh_";

  // One account's changes go one after the other, so that its limit is exact.
  private static final String LOCK = "SELECT FROM account WHERE id = $1 FOR NO KEY UPDATE";

  private static final String CHANGE =
      """
      UPDATE webhook SET events = $3
      WHERE account_id = $1 AND url = $2 AND removed_at IS NULL
      RETURNING id, url, events, created_at
      """;

  private static final String INSERT =
      """
      INSERT INTO webhook (id, account_id, url, events)
      SELECT $4, $1, $2, $3 WHERE $5 > (
        SELECT count(*) FROM webhook WHERE account_id = $1 AND removed_at IS NULL)
      RETURNING id, url, events, created_at
      """;

  private static final String LIST =
      """
      SELECT id, url, events, created_at FROM webhook
      WHERE account_id = $1 AND removed_at IS NULL ORDER BY id
      """;

  private static final String REMOVE =
      """
      WITH removed AS (
        UPDATE webhook SET removed_at = now()
        WHERE account_id = $1 AND id = $2 AND removed_at IS NULL RETURNING id),
      dropped AS (
        UPDATE webhook_delivery d SET state = 'failed', ended_at = now()
        FROM removed WHERE d.webhook_id = removed.id AND d.state = 'pending')
      SELECT id FROM removed
      """;

  private final Pool pool;
  private final Secrets secrets;
  private final Clock clock;
  private final int most;

  Webhooks(Pool pool, Secrets secrets, Clock clock, WebhookSettings settings) {
    this.pool = pool;
    this.secrets = secrets;
    this.clock = clock;
    this.most = settings.maxPerAccount();
  }

  /**
   * Makes a receiver; one of the same URL is changed.
   *
   * @return the receiver; {@code WEBHOOK_SECRET_REQUIRED}, {@code WEBHOOK_LIMIT_REACHED}
   */
  Uni<WebhookView.Made> put(long accountId, WebhookRequest request) {
    Tuple change = Tuple.of(accountId, request.url(), request.events().toArray(String[]::new));
    String id = PREFIX + ScanId.next(clock.instant()).substring(SCAN_PREFIX.length());
    return secrets
        .find(accountId)
        .chain(
            () ->
                pool.withTransaction(
                    transaction ->
                        transaction
                            .preparedQuery(LOCK)
                            .execute(Tuple.of(accountId))
                            .chain(() -> transaction.preparedQuery(CHANGE).execute(change))
                            .chain(
                                changed ->
                                    changed.size() > 0
                                        ? Uni.createFrom().item(made(changed, false))
                                        : transaction
                                            .preparedQuery(INSERT)
                                            .execute(
                                                Tuple.of(
                                                    accountId,
                                                    request.url(),
                                                    request.events().toArray(String[]::new),
                                                    id,
                                                    (long) most))
                                            .map(inserted -> made(inserted, true)))));
  }

  /** All receivers, oldest first. */
  Uni<List<WebhookView>> list(long accountId) {
    return pool.preparedQuery(LIST)
        .execute(Tuple.of(accountId))
        .map(
            rows -> {
              List<WebhookView> all = new ArrayList<>();
              rows.forEach(row -> all.add(view(row)));
              return all;
            });
  }

  /** Removes a receiver, and gives up what waits for it. */
  Uni<Void> remove(long accountId, String id) {
    return pool.preparedQuery(REMOVE)
        .execute(Tuple.of(accountId, isId(id) ? id : PREFIX))
        .invoke(
            removed -> {
              if (removed.size() == 0) {
                throw notFound();
              }
            })
        .replaceWithVoid();
  }

  /** The answer for unknown, removed and other accounts' receivers alike. */
  static ApiException notFound() {
    return new ApiException(
        ErrorCode.WEBHOOK_NOT_FOUND,
        "Webhook not found",
        "There is no such webhook in this account");
  }

  private static boolean isId(String text) {
    return text.startsWith(PREFIX) && ScanId.isValid(SCAN_PREFIX + text.substring(PREFIX.length()));
  }

  private WebhookView.Made made(Iterable<Row> rows, boolean isNew) {
    for (Row row : rows) {
      return new WebhookView.Made(view(row), isNew);
    }
    throw new ApiException(
        ErrorCode.WEBHOOK_LIMIT_REACHED,
        "Webhook limit reached",
        "An account has at most " + most + " webhooks; remove one first");
  }

  private static WebhookView view(Row row) {
    return new WebhookView(
        row.getString("id"),
        row.getString("url"),
        List.of(row.getArrayOfStrings("events")),
        Times.seconds(row.getOffsetDateTime("created_at")));
  }
}
