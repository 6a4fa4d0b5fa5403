package io.mcpscore.worker.scan;

import io.mcpscore.engine.Cancellation;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Ends analyses that take too much of the process which they share: one that used up its processor
 * time, and the largest one when a full collection leaves hardly any memory.
 */
final class ScanGuards implements AutoCloseable {

  private static final long LOOK_EVERY_MILLIS = 100;

  private final Duration cpuTime;
  private final Set<Guard> running = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("scan-guard").factory());

  /**
   * Guards over nothing yet.
   *
   * @param cpuTime that one analysis may use, all its threads together
   */
  ScanGuards(Duration cpuTime) {
    this.cpuTime = cpuTime;
    var unused =
        clock.scheduleWithFixedDelay(
            () -> running.forEach(Guard::look),
            LOOK_EVERY_MILLIS,
            LOOK_EVERY_MILLIS,
            TimeUnit.MILLISECONDS);
  }

  /** Watches over the analysis that the calling thread does, until the guard is closed. */
  Guard watch(long heapBytes, Cancellation cancellation) {
    Guard guard =
        new Guard(new CpuMeter(Thread.currentThread().getThreadGroup()), heapBytes, cancellation);
    running.add(guard);
    return guard;
  }

  /** Ends the analysis that needs the most memory of those that were not told to end yet. */
  void memoryIsShort() {
    running.stream()
        .filter(guard -> !guard.cancellation.isCancelled())
        .max(Comparator.comparingLong(guard -> guard.heapBytes))
        .ifPresent(guard -> guard.end("The scan needs more memory than it may use."));
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  /** The guard over one analysis. */
  final class Guard implements AutoCloseable {

    private final CpuMeter cpu;
    private final long heapBytes;
    private final Cancellation cancellation;

    private Guard(CpuMeter cpu, long heapBytes, Cancellation cancellation) {
      this.cpu = cpu;
      this.heapBytes = heapBytes;
      this.cancellation = cancellation;
    }

    @Override
    public void close() {
      running.remove(this);
    }

    private void look() {
      if (cpu.used().compareTo(cpuTime) > 0) {
        end("The scan took over " + cpuTime.toMillis() / 1000.0 + " s of processor time.");
      }
    }

    private void end(String message) {
      cancellation.cancel(new ApiError(ErrorCode.RESOURCE_EXHAUSTED, message, null));
    }
  }
}
