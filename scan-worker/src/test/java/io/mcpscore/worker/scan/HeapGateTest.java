package io.mcpscore.worker.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.engine.Cancellation;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.ScanFailedException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Who is let in, in which order. */
class HeapGateTest {

  private final HeapGate gate = new HeapGate(100);
  private final List<String> let = new CopyOnWriteArrayList<>();

  @Test
  void whatFitsTogetherRunsTogetherAndTheRestWaitsInOrder() throws Exception {
    HeapGate.Place first = gate.enter(60, new Cancellation());
    HeapGate.Place second = gate.enter(40, new Cancellation());
    CompletableFuture<HeapGate.Place> large = enter("large", 95);
    CompletableFuture<HeapGate.Place> small = enter("small", 10);
    second.close();

    Thread.sleep(200);
    assertFalse(large.isDone(), "40 are free");
    assertFalse(small.isDone(), "nobody passes who waits");

    first.close();
    large.join().close();
    small.join().close();
    assertEquals(List.of("large", "small"), let);
  }

  @Test
  void whatNeedsMoreThanThereIsGetsAllOfIt() throws Exception {
    HeapGate.Place all = gate.enter(5_000, new Cancellation());
    assertEquals(100, all.bytes());
    CompletableFuture<HeapGate.Place> next = enter("next", 1);
    Thread.sleep(100);
    assertFalse(next.isDone());
    all.close();
    next.join().close();
  }

  @Test
  void whoIsCancelledStopsWaitingAndHoldsNobodyUp() throws Exception {
    HeapGate.Place all = gate.enter(100, new Cancellation());
    Cancellation cancellation = new Cancellation();
    CompletableFuture<ScanFailedException> cancelled =
        CompletableFuture.supplyAsync(
            () -> assertThrows(ScanFailedException.class, () -> gate.enter(100, cancellation)));
    Thread.sleep(50);
    cancellation.cancel(new ApiError(ErrorCode.ANALYSIS_TIMEOUT, "too late", null));
    assertEquals(ErrorCode.ANALYSIS_TIMEOUT, cancelled.join().error().code());

    all.close();
    assertTrue(enter("after", 100).join().bytes() > 0);
  }

  private CompletableFuture<HeapGate.Place> enter(String name, long bytes)
      throws InterruptedException {
    CompletableFuture<HeapGate.Place> place = new CompletableFuture<>();
    Thread waiter =
        Thread.ofPlatform()
            .start(
                () -> {
                  HeapGate.Place got = gate.enter(bytes, new Cancellation());
                  let.add(name);
                  place.complete(got);
                });
    // In the queue before the next one comes, or through it already.
    while (waiter.getState() == Thread.State.NEW || waiter.getState() == Thread.State.RUNNABLE) {
      Thread.sleep(5);
    }
    return place;
  }
}
