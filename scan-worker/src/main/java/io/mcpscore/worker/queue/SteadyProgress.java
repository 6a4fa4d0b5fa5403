package io.mcpscore.worker.queue;

import io.mcpscore.model.Phase;
import io.mcpscore.model.Progress;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Passes progress on when its phase changes or some time has passed, and never lets it fall. */
final class SteadyProgress implements Consumer<Progress> {

  private final long every;
  private final Consumer<Progress> next;
  private final LongSupplier clock;
  private Phase phase;
  private int percent;
  private long told;

  SteadyProgress(Duration every, Consumer<Progress> next) {
    this(every, next, System::nanoTime);
  }

  SteadyProgress(Duration every, Consumer<Progress> next, LongSupplier nanoClock) {
    this.every = every.toNanos();
    this.next = next;
    this.clock = nanoClock;
  }

  @Override
  public synchronized void accept(Progress progress) {
    percent = Math.max(percent, progress.percent());
    long now = clock.getAsLong();
    if (progress.phase() == phase && now - told < every) {
      return;
    }
    phase = progress.phase();
    told = now;
    next.accept(new Progress(phase, percent, progress.filesDone(), progress.filesTotal()));
  }
}
