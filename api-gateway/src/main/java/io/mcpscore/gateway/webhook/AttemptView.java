package io.mcpscore.gateway.webhook;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One attempt to deliver an event.
 *
 * @param number from 1; grows over replays
 * @param at when it began
 * @param millis how long it took, or null while it is under way
 * @param status HTTP status of the answer, or null when there was none
 * @param error why it failed, or null when it did not, or has not ended
 */
@Schema(name = "DeliveryAttempt")
record AttemptView(
    int number,
    Instant at,
    Integer millis,
    Integer status,
    @Schema(
            enumeration = {
              "unknown-host",
              "private-address",
              "connection",
              "tls",
              "timeout",
              "protocol",
              "redirect",
              "status",
              "interrupted"
            })
        String error) {}
