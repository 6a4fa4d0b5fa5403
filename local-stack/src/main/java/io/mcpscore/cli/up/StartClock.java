package io.mcpscore.cli.up;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** A line for everything that became ready, with the time it took. */
final class StartClock {

  private final long start = System.nanoTime();
  private final PrintWriter out;

  StartClock(PrintWriter out) {
    this.out = out;
  }

  /** Says that something is ready; several threads may. */
  void ready(String what) {
    out.printf(Locale.ROOT, "  %-10s  ready after %s s%n", what, seconds());
    out.flush();
  }

  /** Seconds since the start, with one decimal. */
  String seconds() {
    double seconds = Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0;
    return String.format(Locale.ROOT, "%.1f", seconds);
  }
}
