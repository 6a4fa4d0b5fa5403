package io.mcpscore.worker.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.model.Phase;
import io.mcpscore.model.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What of the progress is passed on. */
class SteadyProgressTest {

  private final AtomicLong clock = new AtomicLong();
  private final List<Progress> told = new ArrayList<>();
  private final SteadyProgress progress =
      new SteadyProgress(Duration.ofNanos(100), told::add, clock::get);

  @Test
  void withinAPhaseOnlyTimePassesMessages() {
    progress.accept(new Progress(Phase.PARSING, 10, 0, 9));
    progress.accept(new Progress(Phase.PARSING, 11, 1, 9));
    clock.set(99);
    progress.accept(new Progress(Phase.PARSING, 12, 2, 9));
    clock.set(100);
    progress.accept(new Progress(Phase.PARSING, 13, 3, 9));
    assertEquals(List.of(10, 13), told.stream().map(Progress::percent).toList());
  }

  @Test
  void aNewPhaseIsAlwaysTold() {
    progress.accept(new Progress(Phase.CLONING, 1, 0, 0));
    progress.accept(new Progress(Phase.PARSING, 10, 0, 9));
    progress.accept(new Progress(Phase.CHECKING, 70, 9, 9));
    assertEquals(
        List.of(Phase.CLONING, Phase.PARSING, Phase.CHECKING),
        told.stream().map(Progress::phase).toList());
  }

  @Test
  void percentNeverFalls() {
    progress.accept(new Progress(Phase.CLONING, 10, 0, 0));
    progress.accept(new Progress(Phase.PARSING, 0, 0, 9));
    assertEquals(10, told.getLast().percent());
  }
}
