package io.mcpscore.model;

/** Names of what gateway and worker share outside the database. */
public final class Channels {

  /** Kafka topic of single scans. */
  public static final String JOBS = "scan-jobs";

  /** Kafka topic of bulk scans, so that they never delay a single one. */
  public static final String JOBS_BULK = "scan-jobs-bulk";

  /** Kafka topic of jobs that were given up, with their cause. */
  public static final String JOBS_DLQ = "scan-jobs-dlq";

  /** Kafka consumer group of the workers. */
  public static final String WORKER_GROUP = "scan-workers";

  /**
   * Header of a Kafka record, and key of log lines: id of the request that asked for the scan. A
   * record that the relay sends has none.
   */
  public static final String REQUEST_ID = "requestId";

  private static final String PROGRESS = "mcpscore:progress:";

  private Channels() {}

  /**
   * Redis key and pub/sub channel of one scan's progress: JSON of {@link Progress}, kept for 10
   * minutes. A message that is the status key of an ended scan ({@code complete}, {@code failed})
   * says that the row is final.
   */
  public static String progress(String scanId) {
    return PROGRESS + scanId;
  }

  /** Redis pattern that matches every progress channel. */
  public static String progressPattern() {
    return PROGRESS + "*";
  }
}
