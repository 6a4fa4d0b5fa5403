package io.mcpscore.worker.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which record begins when. */
class DispatcherTest {

  private final Semaphore finish = new Semaphore(0);
  private final BlockingQueue<String> begun = new LinkedBlockingQueue<>();
  private final List<String> all = new CopyOnWriteArrayList<>();

  @AfterEach
  void release() {
    finish.release(1000);
  }

  @Test
  void aFullWorkerAsksForOneRecordAndNoMore() throws InterruptedException {
    Dispatcher dispatcher = new Dispatcher(2);
    AtomicInteger asked = new AtomicInteger();
    dispatcher.single().onRoom(asked::incrementAndGet);
    dispatcher.single().offer(work("a"));
    dispatcher.single().offer(work("b"));
    dispatcher.single().offer(work("c"));
    next();
    next();
    assertEquals(2, asked.get());
    assertEquals(2, dispatcher.busy());

    finish.release();
    assertEquals("c", next());
    assertEquals(3, asked.get());
    dispatcher.stop();
  }

  @Test
  void singleScansGoFirst() throws InterruptedException {
    Dispatcher dispatcher = new Dispatcher(1);
    dispatcher.single().offer(work("running"));
    next();
    dispatcher.bulk().offer(work("bulk"));
    dispatcher.single().offer(work("single"));
    finish.release();
    assertEquals("single", next());
    finish.release();
    assertEquals("bulk", next());
    dispatcher.stop();
  }

  @Test
  void bulkScansLeaveOneSlotFree() throws InterruptedException {
    Dispatcher dispatcher = new Dispatcher(2);
    dispatcher.bulk().offer(work("bulk1"));
    assertEquals("bulk1", next());
    dispatcher.bulk().offer(work("bulk2"));
    assertEquals(null, begun.poll(200, TimeUnit.MILLISECONDS));
    dispatcher.single().offer(work("single"));
    assertEquals("single", next());
    dispatcher.stop();
  }

  @Test
  void aBacklogOfTenThousandBulkScansHoldsNoSingleOneBack() throws InterruptedException {
    // Given one slot, and a topic that has the next bulk record as soon as one has begun
    Dispatcher dispatcher = new Dispatcher(1);
    AtomicInteger backlog = new AtomicInteger(10_000);
    Runnable refill =
        () -> {
          if (backlog.decrementAndGet() > 0) {
            dispatcher.bulk().offer(work("bulk"));
          }
        };
    // A topic delivers on a thread of its own
    dispatcher.bulk().onRoom(() -> Thread.ofVirtual().start(refill));
    refill.run();
    for (int i = 0; i < 5; i++) {
      assertEquals("bulk", next());
      finish.release();
    }
    assertEquals("bulk", next());

    // When single scans come, then they begin next, before all the rest
    AtomicInteger asked = new AtomicInteger();
    dispatcher.single().onRoom(asked::incrementAndGet);
    for (int i = 1; i <= 3; i++) {
      dispatcher.single().offer(work("single" + i));
      finish.release();
      assertEquals("single" + i, next());
    }
    assertEquals(3, asked.get());
    assertTrue(backlog.get() > 9_000, "most of the backlog still waits");
    dispatcher.stop();
  }

  @Test
  void oneScanInFiveIsABulkOneHoweverManySingleOnesCome() throws InterruptedException {
    Dispatcher dispatcher = new Dispatcher(1);
    AtomicInteger singles = new AtomicInteger();
    dispatcher
        .single()
        .onRoom(
            () ->
                Thread.ofVirtual()
                    .start(
                        () -> {
                          dispatcher.single().offer(work("single" + (singles.get() + 1)));
                          singles.incrementAndGet();
                        }));
    dispatcher.single().offer(work("single0"));
    assertEquals("single0", next());
    dispatcher.bulk().offer(work("bulk"));

    List<String> order = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      awaitOffered(singles, order);
      finish.release();
      order.add(next());
    }

    assertEquals(
        List.of("single1", "single2", "single3", "single4", "bulk", "single5", "single6"), order);
    dispatcher.stop();
  }

  @Test
  void aSlotSurvivesWorkThatThrows() throws InterruptedException {
    Dispatcher dispatcher = new Dispatcher(1);
    dispatcher
        .single()
        .offer(
            () -> {
              throw new StackOverflowError();
            });
    dispatcher.single().offer(work("next"));
    assertEquals("next", next());
    dispatcher.stop();
  }

  @Test
  void stoppedDispatcherFinishesWhatRunsAndBeginsNothing() throws InterruptedException {
    Dispatcher dispatcher = new Dispatcher(1);
    dispatcher.single().offer(work("running"));
    next();
    dispatcher.single().offer(work("never"));
    dispatcher.stop();
    assertFalse(dispatcher.await(Duration.ofMillis(100)));
    finish.release();
    assertTrue(dispatcher.await(Duration.ofSeconds(5)));
    assertEquals(List.of("running"), all);
  }

  private static void awaitOffered(AtomicInteger singles, List<String> order)
      throws InterruptedException {
    long begun = order.stream().filter(name -> name.startsWith("single")).count();
    while (singles.get() <= begun) {
      Thread.sleep(5);
    }
  }

  private Runnable work(String name) {
    return () -> {
      all.add(name);
      begun.add(name);
      finish.acquireUninterruptibly();
    };
  }

  private String next() throws InterruptedException {
    return begun.poll(5, TimeUnit.SECONDS);
  }
}
