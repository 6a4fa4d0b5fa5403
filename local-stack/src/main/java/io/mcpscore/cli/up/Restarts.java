package io.mcpscore.cli.up;

import io.mcpscore.cli.CliException;
import io.mcpscore.cli.ExitCodes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Tells a process that died from one that cannot live. */
final class Restarts {

  private static final int MOST = 5;
  private static final Duration WINDOW = Duration.ofMinutes(2);

  private final Map<String, Deque<Long>> times = new HashMap<>();

  /**
   * Counts a restart.
   *
   * @param failure what to say when there were too many
   * @throws CliException after more than five in two minutes
   */
  void count(String name, Supplier<String> failure) {
    Deque<Long> recent = times.computeIfAbsent(name, key -> new ArrayDeque<>());
    long now = System.nanoTime();
    recent.removeIf(time -> now - time > WINDOW.toNanos());
    recent.add(now);
    if (recent.size() > MOST) {
      throw new CliException(ExitCodes.FAILED, failure.get());
    }
  }
}
