package io.mcpscore.gateway.webhook;

import io.mcpscore.model.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An event that this gateway sends now.
 *
 * @param attempt number of this attempt; what is written about it names this number
 * @param tries attempts since the event was made or replayed, this one included
 * @param accountId whose it is
 * @param url of the receiver
 * @param host and port of the receiver
 * @param event what it gets
 * @param keys what it is signed with
 */
record Delivery(
    int attempt, int tries, long accountId, URI url, String host, Event event, List<byte[]> keys) {

  /** The bytes that are sent, the same in every attempt. */
  byte[] body() {
    return Json.write(event).getBytes(StandardCharsets.UTF_8);
  }
}
