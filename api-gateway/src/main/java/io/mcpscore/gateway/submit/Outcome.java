package io.mcpscore.gateway.submit;

import io.mcpscore.model.Grade;
import io.mcpscore.model.ScanStatus;

/**
 * What became of a wish.
 *
 * @param kind the way it went
 * @param status HTTP status
 * @param body what the client sees
 */
record Outcome(Kind kind, int status, Submitted body) {

  /** The ways that a wish can go. */
  enum Kind {
    /** A new scan waits for a worker. */
    QUEUED,
    /** An earlier result answers it. */
    CACHED,
    /** The caller's scan of the same is running already. */
    JOINED,
    /** The answer that was given under the same Idempotency-Key. */
    REPLAYED
  }

  static Outcome queued(String id, String url) {
    return new Outcome(
        Kind.QUEUED, 201, new Submitted(id, ScanStatus.PENDING, url, false, null, null));
  }

  static Outcome joined(String id, ScanStatus status, String url) {
    return new Outcome(Kind.JOINED, 200, new Submitted(id, status, url, false, null, null));
  }

  static Outcome cached(String id, String url, int score) {
    return new Outcome(
        Kind.CACHED,
        200,
        new Submitted(id, ScanStatus.COMPLETE, url, true, score, Grade.of(score)));
  }

  static Outcome replayed(int status, Submitted body) {
    return new Outcome(Kind.REPLAYED, status, body);
  }
}
