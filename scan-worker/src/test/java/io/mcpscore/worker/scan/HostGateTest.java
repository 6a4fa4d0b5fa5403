package io.mcpscore.worker.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.engine.Cancellation;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.ScanFailedException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How many pass, and for how long none does. */
class HostGateTest {

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final HostGate gate = new HostGate(2, Duration.ofMinutes(10), now::get);

  @Test
  void whoFindsNoPlaceWaitsForOne() throws Exception {
    gate.enter(new Cancellation());
    gate.enter(new Cancellation());
    CountDownLatch passed = new CountDownLatch(1);
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<?> third =
          thread.submit(
              () -> {
                gate.enter(new Cancellation());
                passed.countDown();
              });
      assertEquals(false, passed.await(200, TimeUnit.MILLISECONDS));
      gate.leave();
      third.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void waitingEndsWithTheCancellation() {
    gate.enter(new Cancellation());
    gate.enter(new Cancellation());
    Cancellation cancellation = new Cancellation();
    cancellation.cancel(new ApiError(ErrorCode.ANALYSIS_TIMEOUT, "over", null));

    ScanFailedException e = assertThrows(ScanFailedException.class, () -> gate.enter(cancellation));

    assertEquals(ErrorCode.ANALYSIS_TIMEOUT, e.error().code());
  }

  @Test
  void aClosedGateSaysHowLongAndOpensOnTime() {
    assertEquals(Duration.ofSeconds(90), gate.close(Duration.ofSeconds(90)));
    pass(Duration.ofSeconds(30));

    ScanFailedException e =
        assertThrows(ScanFailedException.class, () -> gate.enter(new Cancellation()));
    assertEquals(Duration.ofSeconds(60), e.retryAfter().orElseThrow());
    assertTrue(e.isTransient());

    pass(Duration.ofSeconds(60));
    // Refusals took no place: both are there.
    gate.enter(new Cancellation());
    gate.enter(new Cancellation());
  }

  @Test
  void whoWaitsForAPlaceIsTurnedAwayWhenTheGateCloses() throws Exception {
    gate.enter(new Cancellation());
    gate.enter(new Cancellation());
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<ScanFailedException> third =
          thread.submit(
              () -> assertThrows(ScanFailedException.class, () -> gate.enter(new Cancellation())));
      gate.close(Duration.ofSeconds(5));
      gate.leave();
      assertEquals(
          Duration.ofSeconds(5), third.get(10, TimeUnit.SECONDS).retryAfter().orElseThrow());
    }
    pass(Duration.ofSeconds(5));
    gate.enter(new Cancellation());
  }

  @Test
  void noHostClosesTheGateForLongerThanTheLongestOrForNoTime() {
    assertEquals(Duration.ofSeconds(1), gate.close(Duration.ZERO));
    assertEquals(Duration.ofMinutes(10), gate.close(Duration.ofDays(1)));
    assertEquals(Duration.ofSeconds(3), gate.close(Duration.ofSeconds(3)));
    assertEquals(Duration.ofMinutes(10), gate.remaining(), "the longer one counts");
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
