package io.mcpscore.intake.net;

import io.mcpscore.engine.Cancellation;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.ScanFailedException;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The limits of one transfer, shared by all its connections: a deadline, a byte budget, a smaller
 * one for everything but packs, and the cancellation of the scan. A thread of its own closes the
 * sockets when one of them is reached, so that no read, no handshake and no drip-feeding server can
 * hold a transfer longer.
 *
 * <p>The first cause wins and stays: whatever exception the git library makes of a closed socket,
 * {@link #failure()} says why it was closed.
 */
public final class TransferGuard implements AutoCloseable {

  private static final Duration TICK = Duration.ofMillis(50);

  /** Some 250,000 refs, which hosts list that cannot be asked for one. */
  private static final long TALK_BYTES = 16_000_000;

  private final Cancellation cancellation;
  private final Duration time;
  private final long deadline;
  private final long budget;
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong talk = new AtomicLong();
  private final AtomicReference<ScanFailedException> failure = new AtomicReference<>();
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
  private final Thread watchdog;
  private volatile int lastStatus;
  private volatile Duration retryAfter;

  /**
   * Starts the clock.
   *
   * @param time until everything is received
   * @param budget bytes that may be received
   * @param cancellation of the scan
   */
  public TransferGuard(Duration time, long budget, Cancellation cancellation) {
    this.time = time;
    this.budget = budget;
    this.cancellation = cancellation;
    this.deadline = System.nanoTime() + time.toNanos();
    this.watchdog = Thread.ofPlatform().daemon().name("transfer-watchdog").start(this::watch);
  }

  /** Why the transfer was stopped, if it was. */
  public Optional<ScanFailedException> failure() {
    return Optional.ofNullable(failure.get());
  }

  /** Whether the transfer must end now; also notices the deadline and the cancellation. */
  public boolean isStopped() {
    if (failure.get() == null) {
      if (cancellation.isCancelled()) {
        cancelled();
      } else if (System.nanoTime() - deadline >= 0) {
        fail(ErrorCode.CLONE_TIMEOUT, "Fetching the repository took over " + seconds(time) + ".");
      }
    }
    return failure.get() != null;
  }

  /**
   * Returns while the transfer may go on.
   *
   * @throws ScanFailedException with the first cause
   */
  public void check() {
    if (isStopped()) {
      throw failure.get();
    }
  }

  /** Stops the transfer with a cause that another try would meet again. */
  public void fail(ErrorCode code, String message) {
    failure.compareAndSet(null, new ScanFailedException(code, message, null));
  }

  /** Bytes received so far. */
  public long received() {
    return received.get();
  }

  /** Status of the last HTTP answer, or 0 before the first. */
  public int lastStatus() {
    return lastStatus;
  }

  /** Time until the deadline, never negative. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }

  /** How long the host asked to be left alone in its last answer, if it did. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  void answered(ResponseHead head) {
    lastStatus = head.status();
    retryAfter = head.retryAfter();
  }

  void count(int bytes) throws IOException {
    if (received.addAndGet(bytes) > budget) {
      fail(
          ErrorCode.REPO_TOO_LARGE,
          "The repository is larger than " + budget / 1_000_000 + " MB in transfer.");
    }
    if (isStopped()) {
      throw new TransferStoppedException(failure.get());
    }
  }

  /** Counts what a host sent besides packs. */
  void talked(int bytes) throws IOException {
    if (talk.addAndGet(bytes) > TALK_BYTES) {
      fail(
          ErrorCode.REPO_TOO_LARGE,
          "The git host sent over " + TALK_BYTES / 1_000_000 + " MB of refs and messages.");
      throw new TransferStoppedException(failure.get());
    }
  }

  void opened(Closeable connection) throws IOException {
    open.add(connection);
    if (isStopped()) {
      throw new TransferStoppedException(failure.get());
    }
  }

  void closed(Closeable connection) {
    open.remove(connection);
  }

  /** Closes what is still open; the guard of a finished transfer may be asked for its failure. */
  @Override
  public void close() {
    watchdog.interrupt();
    closeAll();
  }

  private void watch() {
    try {
      while (!isStopped()) {
        Thread.sleep(TICK);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closeAll();
  }

  private void closeAll() {
    for (Closeable connection : open) {
      try {
        connection.close();
      } catch (IOException e) {
        // It was already gone, which is what was asked for.
      }
    }
    open.clear();
  }

  private void cancelled() {
    try {
      cancellation.check();
    } catch (ScanFailedException e) {
      failure.compareAndSet(null, e);
    }
  }

  private static String seconds(Duration time) {
    return time.toMillis() / 1000.0 + " s";
  }

  /** The limit as the exception type that git libraries pass on. */
  static final class TransferStoppedException extends IOException {

    private static final long serialVersionUID = 1L;

    TransferStoppedException(ScanFailedException cause) {
      super(cause.getMessage(), cause);
    }
  }
}
