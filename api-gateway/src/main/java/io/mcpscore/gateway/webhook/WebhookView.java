package io.mcpscore.gateway.webhook;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A receiver of the events of all scans of an account.
 *
 * @param id {@code wh_} and 22 base-62 digits
 * @param url of it
 * @param events that it gets
 * @param createdAt when it was made
 */
@Schema(name = "Webhook")
record WebhookView(String id, String url, List<String> events, Instant createdAt) {

  /**
   * All of an account.
   *
   * @param webhooks oldest first
   */
  @Schema(name = "Webhooks")
  record Listing(List<WebhookView> webhooks) {}

  /**
   * One that was made, or changed.
   *
   * @param webhook the receiver
   * @param isNew whether there was none of this URL
   */
  record Made(WebhookView webhook, boolean isNew) {}
}
