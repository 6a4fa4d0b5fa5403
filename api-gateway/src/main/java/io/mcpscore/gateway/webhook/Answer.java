package io.mcpscore.gateway.webhook;

import java.time.Duration;
import java.util.Optional;

/**
 * How an attempt ended. Nothing of what a receiver says is kept but its status.
 *
 * @param status of HTTP, or null when there was none
 * @param error why it does not count as delivered, or null when it does
 * @param retryAfter how long the receiver asks to be left alone
 */
record Answer(Integer status, DeliveryError error, Optional<Duration> retryAfter) {

  private static final int GONE = 410;

  static Answer of(int status, Optional<Duration> retryAfter) {
    DeliveryError error =
        switch (status / 100) {
          case 2 -> null;
          case 3 -> DeliveryError.REDIRECT;
          default -> DeliveryError.STATUS;
        };
    return new Answer(status, error, retryAfter);
  }

  static Answer failed(DeliveryError error) {
    return new Answer(null, error, Optional.empty());
  }

  boolean isDelivered() {
    return error == null;
  }

  /** Whether the receiver says that it will never want anything again. */
  boolean isFinal() {
    return status != null && status == GONE;
  }
}
