package io.mcpscore.gateway.webhook;

import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.http.Body;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A wish for a receiver of the events of all scans.
 *
 * @param url of it
 * @param events that it wants, without repetition
 */
@Schema(name = "WebhookRequest")
record WebhookRequest(
    @Schema(required = true, examples = "https://hooks.example.com/mcpscore") String url,
    @Schema(description = "scan.complete, scan.failed; both if absent") List<String> events) {

  private static final List<String> ALL = List.of(Event.COMPLETE, Event.FAILED);
  private static final Set<String> MEMBERS = Set.of("url", "events");

  /**
   * Reads the body; without {@code events} all are wanted.
   *
   * @throws ApiException {@code INVALID_REQUEST}
   */
  static WebhookRequest read(byte[] json, WebhookUrls urls) {
    Body body = Body.read(json, MEMBERS);
    String url = body.text("url");
    if (url == null) {
      throw ApiException.invalidRequest("The member url is required");
    }
    urls.check("url", url);
    List<String> named = body.has("events") ? body.texts("events", ALL.size()) : ALL;
    if (!ALL.containsAll(named)) {
      throw ApiException.invalidRequest("events must be of " + String.join(", ", ALL));
    }
    return new WebhookRequest(url, ALL.stream().filter(named::contains).toList());
  }
}
