package io.mcpscore.deploy.queue;

/**
 * How much of it: little in every build, all of it with {@code -Dmcpscore.queue=full}.
 *
 * @param backlog scans of one account that wait while another asks for one
 * @param others scans beside the poison
 * @param samples single scans that are timed
 * @param full whether the numbers are large enough for the promises themselves
 */
record QueueSize(int backlog, int others, int samples, boolean full) {

  static QueueSize chosen() {
    return "full".equals(System.getProperty("mcpscore.queue"))
        ? new QueueSize(5_000, 1_000, 21, true)
        : new QueueSize(150, 30, 5, false);
  }

  /**
   * Longest time that the others may take with the poison. Few of them are done before the poison
   * has broken the parser as often as it may, so there they may lose that time too.
   *
   * @param without seconds that they take without it
   * @param poison seconds that it takes itself
   */
  double othersMayTake(double without, double poison) {
    return full ? 1.1 * without : 1.5 * without + poison;
  }

  /**
   * Longest time to a start behind the backlog of another account. Few samples are noisy, so there
   * two seconds are no failure: the backlog would take minutes.
   *
   * @param idle milliseconds to a start without
   */
  long startMayTake(long idle) {
    return full ? 2 * idle : Math.max(2 * idle, 2_000);
  }
}
