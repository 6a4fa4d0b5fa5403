package io.mcpscore.worker.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.engine.Cancellation;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.engine.Workers;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.FailureKind;
import io.mcpscore.model.RepositoryAddress;
import io.mcpscore.worker.TestReports;
import io.mcpscore.worker.TestSnapshot;
import io.mcpscore.worker.ops.ScanMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A scan that breaks a budget ends alone, with the right code, and the next one is unharmed. */
class ScanBudgetsTest {

  private static final Duration CPU = Duration.ofMillis(800);
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final ClaimedScan SCAN =
      new ClaimedScan(
          "scan_1", 1, 1, 0, new RepositoryAddress("github.com", "o", "n", null, null), false);

  private final ScanGuards guards = new ScanGuards(CPU);
  private final HeapGate gate = new HeapGate(1_000_000_000);

  @AfterEach
  void close() {
    guards.close();
  }

  @Test
  void processorTimeEndsTheScanThatUsesItAndNoOther() throws Exception {
    AtomicLong used = new AtomicLong();
    Analyzer burns =
        (files, path, budget, progress, cancellation) -> {
          Workers.share("burn", 2, 2, i -> used.addAndGet(burn(cancellation)));
          cancellation.check();
          throw new AssertionError("nobody ended it");
        };
    CountDownLatch burnt = new CountDownLatch(1);
    Analyzer waits =
        (files, path, budget, progress, cancellation) -> {
          await(burnt);
          cancellation.check();
          return TestReports.plain();
        };

    CompletableFuture<Outcome> other = inASlot(waits);
    Outcome first = inASlot(burns).join();
    burnt.countDown();

    assertEnd(first, "processor time");
    // 5 %, and what two threads do between two looks.
    assertTrue(used.get() <= CPU.toNanos() * 1.05 + 500_000_000, "used " + used.get());
    assertInstanceOf(Outcome.Finished.class, other.join());
    assertInstanceOf(
        Outcome.Finished.class, inASlot((f, p, b, l, c) -> TestReports.plain()).join());
  }

  @Test
  void whenMemoryIsShortTheLargestScanEnds() {
    Cancellation small = new Cancellation();
    Cancellation large = new Cancellation();
    try (ScanGuards.Guard _ = guards.watch(10, small);
        ScanGuards.Guard _ = guards.watch(20, large)) {
      guards.memoryIsShort();
      assertTrue(large.isCancelled());
      assertFalse(small.isCancelled());

      guards.memoryIsShort();
      assertTrue(small.isCancelled(), "the next one, when that was not enough");
    }
  }

  @Test
  void memoryThatRunsOutInAThreadOfTheScanEndsItAsSuch() {
    Analyzer hoards =
        (files, path, budget, progress, cancellation) -> {
          Workers.share(
              "hoard",
              2,
              2,
              i -> {
                throw new OutOfMemoryError("not really");
              });
          return TestReports.plain();
        };

    Outcome.Failed failed = assertEnd(inASlot(hoards).join(), "memory");

    assertEquals(FailureKind.RESOURCE, failed.kind());
  }

  private CompletableFuture<Outcome> inASlot(Analyzer analyzer) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    ScanWork work =
        new ScanWork(
            (address, listener, cancellation) -> new TestSnapshot(),
            new GuardedAnalyzer(analyzer, gate, guards),
            ScanBudget.DEFAULT,
            new ScanMetrics(new SimpleMeterRegistry()));
    new Thread(
            new ThreadGroup("slot"),
            () -> outcome.complete(work.run(SCAN, progress -> {}, new Cancellation())))
        .start();
    return outcome;
  }

  private static Outcome.Failed assertEnd(Outcome outcome, String word) {
    Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, outcome);
    assertEquals(ErrorCode.RESOURCE_EXHAUSTED, failed.error().code());
    assertTrue(failed.error().message().contains(word), failed.error().message());
    return failed;
  }

  /** Computes until it is told not to; answers the processor time that took. */
  private static long burn(Cancellation cancellation) {
    long number = 1;
    while (!cancellation.isCancelled()) {
      number = number * 31 + 7;
    }
    return number == 0 ? 0 : THREADS.getCurrentThreadCpuTime();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
