package io.mcpscore.gateway.webhook;

import io.mcpscore.gateway.config.WebhookSettings;
import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.model.ErrorCode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;

/** The {@code webhookUrl} of requests for scans. */
@Singleton
public class WebhookWishes {

  private static final String WISH = "SELECT webhook_wish_for($1, $2, $3, $4) AS noted";

  private final WebhookUrls urls;
  private final Secrets secrets;
  private final Deliveries deliveries;
  private final int maxPerScan;

  WebhookWishes(
      WebhookUrls urls, Secrets secrets, Deliveries deliveries, WebhookSettings settings) {
    this.urls = urls;
    this.secrets = secrets;
    this.deliveries = deliveries;
    this.maxPerScan = settings.maxPerScan();
  }

  /**
   * Checks a receiver before anything else is done.
   *
   * @param url of the receiver, or null for none
   * @return done, or {@link ApiException}: {@code INVALID_REQUEST}, {@code WEBHOOK_SECRET_REQUIRED}
   */
  public Uni<Void> check(long accountId, String url) {
    if (url == null) {
      return Uni.createFrom().voidItem();
    }
    urls.check("webhookUrl", url);
    return secrets.find(accountId).replaceWithVoid();
  }

  /**
   * Notes that a receiver wants to hear of the end of a scan; of one that has ended it hears at
   * once.
   *
   * @param client may be in the transaction that makes the scan
   * @param url checked before, or null for none
   * @return done, or {@code WEBHOOK_LIMIT_REACHED}
   */
  public Uni<Void> note(SqlClient client, long accountId, String scanId, String url) {
    if (url == null) {
      return Uni.createFrom().voidItem();
    }
    return client
        .preparedQuery(WISH)
        .execute(Tuple.of(accountId, scanId, url, maxPerScan))
        .invoke(
            rows -> {
              if (!rows.iterator().next().getBoolean("noted")) {
                throw new ApiException(
                    ErrorCode.WEBHOOK_LIMIT_REACHED,
                    "Too many receivers",
                    "At most " + maxPerScan + " URLs can hear of the end of one scan");
              }
              deliveries.wake();
            })
        .replaceWithVoid();
  }
}
