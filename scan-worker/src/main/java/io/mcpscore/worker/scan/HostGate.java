package io.mcpscore.worker.scan;

import io.mcpscore.engine.Cancellation;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.ScanFailedException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The way to one git host: so many fetches at once, first come, first served, and none for as long
 * as the host asked to be left alone.
 */
final class HostGate {

  private static final Duration LOOK_UP = Duration.ofMillis(50);
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final Semaphore places;
  private final Duration longest;
  private final LongSupplier clock;
  private final AtomicLong closedUntil;

  /**
   * An open gate.
   *
   * @param atOnce fetches that may run at the same time
   * @param longest time that the host may close the gate for, whatever it asks
   * @param nanoClock time in nanoseconds from any beginning
   */
  HostGate(int atOnce, Duration longest, LongSupplier nanoClock) {
    this.places = new Semaphore(atOnce, true);
    this.longest = longest;
    this.clock = nanoClock;
    this.closedUntil = new AtomicLong(nanoClock.getAsLong());
  }

  /**
   * Takes a place, to be given back with {@link #leave}; waits for one if need be.
   *
   * @throws ScanFailedException with the time to wait when the gate is closed, or with the cause of
   *     the cancellation
   */
  void enter(Cancellation cancellation) {
    checkOpen();
    try {
      while (!places.tryAcquire(LOOK_UP.toMillis(), TimeUnit.MILLISECONDS)) {
        cancellation.check();
        checkOpen();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScanFailedException(
          new ApiError(ErrorCode.INTERNAL_ERROR, "The worker stops.", null), true, e);
    }
    try {
      // Whoever had the place may have been told to wait.
      checkOpen();
    } catch (ScanFailedException e) {
      places.release();
      throw e;
    }
  }

  /** Gives a place back. */
  void leave() {
    places.release();
  }

  /**
   * Closes the gate.
   *
   * @param wait as the host asks
   * @return how long it stays closed: at least a second, at most the longest
   */
  Duration close(Duration wait) {
    Duration atMost = wait.compareTo(longest) > 0 ? longest : wait;
    Duration time = atMost.compareTo(SHORTEST) < 0 ? SHORTEST : atMost;
    long now = clock.getAsLong();
    closedUntil.accumulateAndGet(
        now + time.toNanos(), (known, asked) -> known - asked > 0 ? known : asked);
    return time;
  }

  /** Time until the gate opens; zero while it is open. */
  Duration remaining() {
    return Duration.ofNanos(Math.max(0, closedUntil.get() - clock.getAsLong()));
  }

  private void checkOpen() {
    Duration wait = remaining();
    if (!wait.isZero()) {
      throw new ScanFailedException(
          new ApiError(
              ErrorCode.CLONE_FAILED, "The git host asks to be left alone.", "Try again later."),
          wait,
          null);
    }
  }
}
