package io.mcpscore.cli.jobs;

import com.fasterxml.jackson.databind.JsonNode;

/** Jobs in words. */
final class JobText {

  private static final long MINUTE = 60;
  private static final long HOUR = 3600;

  private JobText() {}

  /** What there is to say about the state of a job, in one line. */
  static String standing(JsonNode job) {
    return switch (job.path("state").asText()) {
      case "running" -> held(job);
      case "queued", "retrying" -> waiting(job);
      case "given-up", "failed" -> cause(job);
      default -> "";
    };
  }

  /** The cause of a failure: code and sentence. */
  static String cause(JsonNode job) {
    return job.at("/error/code").asText() + ": " + job.at("/error/message").asText();
  }

  /** Whole seconds as people say them: {@code 50s}, {@code 3m}, {@code 2h}. */
  static String time(long seconds) {
    if (seconds < 2 * MINUTE) {
      return seconds + "s";
    }
    return seconds < 2 * HOUR ? seconds / MINUTE + "m" : seconds / HOUR + "h";
  }

  private static String held(JsonNode job) {
    long lease = job.path("leaseSeconds").asLong();
    return job.path("worker").asText()
        + " for "
        + time(job.path("heldSeconds").asLong())
        + (lease < 0 ? ", lease over for " + time(-lease) : ", lease " + time(lease));
  }

  private static String waiting(JsonNode job) {
    int waits = job.path("waits").asInt();
    return (job.hasNonNull("publishedAt")
            ? "sent " + job.path("publishedAt").asText()
            : "not before " + job.path("availableAt").asText())
        + (waits == 0 ? "" : ", put off by its host: " + waits);
  }
}
