package io.mcpscore.gateway.jobs;

import io.mcpscore.gateway.http.ApiException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where a job stands. Every scan is in exactly one of these states. */
enum JobState {
  /** Waits for its first attempt. */
  QUEUED("status = 'pending' AND attempt = uncounted"),

  /** Waits for another attempt, after one that failed for a cause that may pass. */
  RETRYING("status = 'pending' AND attempt > uncounted"),

  /** A worker has it. */
  RUNNING("status = 'analyzing'"),

  /** Failed for a cause that another try may not meet: a dead letter. */
  GIVEN_UP("status = 'failed' AND coalesce(error_kind, '') IN ('transient', 'resource')"),

  /** Failed for good. */
  FAILED("status = 'failed' AND coalesce(error_kind, '') NOT IN ('transient', 'resource')"),

  /** Has a result; never listed. */
  COMPLETE("status = 'complete'");

  private final String condition;

  JobState(String condition) {
    this.condition = condition;
  }

  /** As answers and queries write it. */
  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The condition in SQL, on a table {@code s} that has no other's columns beside it. */
  String condition() {
    return condition;
  }

  static JobState of(String key) {
    return Arrays.stream(values())
        .filter(state -> state.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  /**
   * A state that can be asked for.
   *
   * @throws ApiException when there is no such state, or none that is listed
   */
  static JobState listed(String key) {
    return Arrays.stream(values())
        .filter(state -> state != COMPLETE && state.key().equals(key))
        .findFirst()
        .orElseThrow(() -> ApiException.invalidRequest("state must be one of " + listedKeys()));
  }

  /** The state of a row as an expression in SQL. */
  static String expression() {
    return Arrays.stream(values())
        .map(state -> " WHEN " + state.condition + " THEN '" + state.key() + "'")
        .collect(Collectors.joining("", "CASE", " END"));
  }

  private static String listedKeys() {
    return Arrays.stream(values())
        .filter(state -> state != COMPLETE)
        .map(JobState::key)
        .collect(Collectors.joining(", "));
  }
}
