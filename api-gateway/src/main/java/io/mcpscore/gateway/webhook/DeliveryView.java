package io.mcpscore.gateway.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An event for one receiver, as its owner sees it.
 *
 * @param id of the event, as in its body and in the header {@code webhook-id}
 * @param event what happened
 * @param scanId of the scan that it is about
 * @param webhookId of the account's receiver; null for the {@code webhookUrl} of a request
 * @param url of the receiver
 * @param state whether it will be tried again, was delivered, or was given up
 * @param createdAt when it was made
 * @param nextAttemptAt when it is tried next, or null
 * @param endedAt when it was delivered or given up, or null
 * @param attempts the last 50, oldest first
 */
@Schema(name = "WebhookDelivery")
record DeliveryView(
    String id,
    @Schema(enumeration = {Event.COMPLETE, Event.FAILED}) String event,
    String scanId,
    String webhookId,
    String url,
    @Schema(enumeration = {"pending", "delivered", "failed"}) String state,
    Instant createdAt,
    Instant nextAttemptAt,
    Instant endedAt,
    List<AttemptView> attempts) {

  /**
   * A page of them, newest first.
   *
   * @param deliveries at most as many as were asked for
   * @param nextCursor where the next page begins, or null on the last
   */
  @Schema(name = "WebhookDeliveries")
  record Page(
      List<DeliveryView> deliveries, @JsonInclude(JsonInclude.Include.ALWAYS) String nextCursor) {}
}
