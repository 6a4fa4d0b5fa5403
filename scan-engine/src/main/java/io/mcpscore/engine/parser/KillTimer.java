package io.mcpscore.engine.parser;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Kills a process that has not finished in time; finishing and killing exclude each other.
 *
 * <p>The time is the processor time of the process, so that a busy machine does not make a file
 * fail that passes on an idle one. A process that gets no processor is killed after {@link
 * #PATIENCE} times the limit.
 *
 * <p>To ask for the processor time takes as long as to parse a small file. So the question is put
 * off until {@link #UNMEASURED} has passed, when most files are done; that much counts as used.
 */
final class KillTimer implements AutoCloseable {

  private static final int PATIENCE = 4;
  private static final long SHORTEST_WAIT = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long UNMEASURED = TimeUnit.MILLISECONDS.toNanos(20);

  private enum State {
    RUNNING,
    FIRED,
    CLOSED
  }

  private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
  private final Process process;
  private final ScheduledExecutorService timer;
  private final long limit;
  private final long startedAt = System.nanoTime();
  private final long unmeasured;
  private volatile Future<?> task;

  /** Of the timer's thread. */
  private long processorAtStart;

  KillTimer(Process process, Duration limit, ScheduledExecutorService timer) {
    this.process = process;
    this.timer = timer;
    this.limit = limit.toNanos();
    this.unmeasured = Math.min(this.limit, UNMEASURED);
    this.task = timer.schedule(this::start, unmeasured, TimeUnit.NANOSECONDS);
  }

  boolean fired() {
    return state.get() == State.FIRED;
  }

  @Override
  public void close() {
    state.compareAndSet(State.RUNNING, State.CLOSED);
    task.cancel(false);
  }

  private void start() {
    if (state.get() == State.RUNNING) {
      processorAtStart = processorTime() - unmeasured;
      task = timer.schedule(this::check, limit - unmeasured, TimeUnit.NANOSECONDS);
    }
  }

  private void check() {
    long used = processorTime() - processorAtStart;
    boolean outOfPatience = System.nanoTime() - startedAt >= PATIENCE * limit;
    if (used >= limit || outOfPatience) {
      if (state.compareAndSet(State.RUNNING, State.FIRED)) {
        process.destroyForcibly();
      }
    } else if (state.get() == State.RUNNING) {
      long wait = Math.max(limit - used, SHORTEST_WAIT);
      task = timer.schedule(this::check, wait, TimeUnit.NANOSECONDS);
    }
  }

  /** Processor time in nanoseconds; the time of day's where the system does not tell. */
  private long processorTime() {
    return process.info().totalCpuDuration().map(Duration::toNanos).orElseGet(System::nanoTime);
  }
}
