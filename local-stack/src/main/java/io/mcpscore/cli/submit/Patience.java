package io.mcpscore.cli.submit;

import java.net.http.HttpResponse;
import java.time.Duration;

/** How long the command may take, all waiting included. */
final class Patience {

  private static final Duration LONGEST_OWN = Duration.ofSeconds(10);

  private final long deadline;

  /** Begins now. */
  Patience(Duration time) {
    this.deadline = System.nanoTime() + time.toNanos();
  }

  /** What is left; never negative. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }

  /**
   * Sleeps.
   *
   * @return false, at once, when there is not that much time
   */
  boolean pause(Duration time) {
    if (time.compareTo(left()) >= 0) {
      return false;
    }
    try {
      Thread.sleep(time);
      return true;
    } catch (InterruptedException e) {
      throw ScanService.interrupted();
    }
  }

  /** The pause after so many attempts, when the other side names none. */
  static Duration after(int attempt) {
    Duration pause = Duration.ofMillis(500L << Math.min(attempt - 1, 6));
    return pause.compareTo(LONGEST_OWN) > 0 ? LONGEST_OWN : pause;
  }

  /** The pause that an answer asks for. */
  static Duration asked(HttpResponse<?> answer, int attempt) {
    String header = answer.headers().firstValue("Retry-After").orElse("");
    return header.matches("[0-9]{1,9}")
        ? Duration.ofSeconds(Math.max(1, Long.parseLong(header)))
        : after(attempt);
  }
}
