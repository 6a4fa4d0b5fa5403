package io.mcpscore.engine;

import java.time.Duration;

/**
 * Takes the time of a piece of work, by the wall and by all processors.
 *
 * @param wall time that passed
 * @param processor time of this process and of the parser processes that still run
 */
record Clock(Duration wall, Duration processor) {

  /** Runs a piece of work once. */
  static Clock time(Runnable work) {
    Duration before = spent();
    long start = System.nanoTime();
    work.run();
    long end = System.nanoTime();
    return new Clock(Duration.ofNanos(end - start), spent().minus(before));
  }

  private static Duration spent() {
    ProcessHandle self = ProcessHandle.current();
    Duration own = self.info().totalCpuDuration().orElse(Duration.ZERO);
    return self.descendants()
        .map(p -> p.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(own, Duration::plus);
  }

  /** Seconds that passed. */
  double seconds() {
    return wall.toNanos() / 1e9;
  }

  /** Seconds of all processors together. */
  double processorSeconds() {
    return processor.toNanos() / 1e9;
  }
}
