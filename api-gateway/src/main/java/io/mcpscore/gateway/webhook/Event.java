package io.mcpscore.gateway.webhook;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;

/**
 * What a receiver gets.
 *
 * @param id the same in every attempt
 * @param event {@code scan.complete} or {@code scan.failed}
 * @param createdAt when the scan ended, or when it was asked for again
 * @param scan what lists say of it, as JSON
 */
record Event(String id, String event, Instant createdAt, @JsonRawValue String scan) {

  /** The scan has a result. */
  static final String COMPLETE = "scan.complete";

  /** The scan has none, and an error. */
  static final String FAILED = "scan.failed";
}
