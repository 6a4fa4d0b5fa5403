package io.mcpscore.worker.queue;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Hands records to slots. Each lane has at most one record in hand and asks for the next only when
 * that one has begun, so a full worker takes nothing from the topics. Single scans go before bulk
 * ones, except that of every five scans one is a bulk one if any waits; and bulk ones leave one
 * slot free where there is more than one.
 *
 * <p>Slots are platform threads: parsing and matching are pure computation, which would hold the
 * carriers of virtual threads for seconds.
 */
final class Dispatcher {

  private static final Logger LOG = Logger.getLogger(Dispatcher.class);

  /** Single scans that may pass a waiting bulk one. */
  private static final int MOST_PASSING = 4;

  private final int slots;
  private final int bulkSlots;
  private final ExecutorService threads;
  private final Lane single = new Lane(false);
  private final Lane bulk = new Lane(true);
  private int busy;
  private int busyBulk;
  private int passing;
  private boolean stopped;

  Dispatcher(int slots) {
    this.slots = slots;
    this.bulkSlots = Math.max(1, slots - 1);
    this.threads = Executors.newFixedThreadPool(slots, Dispatcher::slot);
  }

  /**
   * A thread with a group of its own, by which whatever a scan starts is known to be that scan's.
   */
  private static Thread slot(Runnable work) {
    ThreadGroup group = new ThreadGroup("scan");
    Thread thread = new Thread(group, work, "scan");
    thread.setDaemon(true);
    return thread;
  }

  Lane single() {
    return single;
  }

  Lane bulk() {
    return bulk;
  }

  /** Scans running now. */
  synchronized int busy() {
    return busy;
  }

  /** Begins nothing any more; records in hand stay unacknowledged. */
  synchronized void stop() {
    stopped = true;
    threads.shutdown();
  }

  synchronized boolean isStopped() {
    return stopped;
  }

  /** Waits for what runs; true when all has ended in time. */
  boolean await(Duration time) throws InterruptedException {
    return threads.awaitTermination(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private synchronized void pump() {
    while (!stopped && busy < slots) {
      boolean bulkMay = bulk.waiting != null && busyBulk < bulkSlots;
      if (bulkMay && (single.waiting == null || passing >= MOST_PASSING)) {
        passing = 0;
        begin(bulk);
      } else if (single.waiting != null) {
        passing += bulkMay ? 1 : 0;
        begin(single);
      } else {
        return;
      }
    }
  }

  private void begin(Lane lane) {
    Runnable work = lane.waiting;
    lane.waiting = null;
    count(lane, 1);
    threads.execute(() -> run(lane, work));
    lane.next.run();
  }

  private void run(Lane lane, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      LOG.errorf("a slot lost its work to %s", e.getClass().getName());
    } finally {
      free(lane);
    }
  }

  private synchronized void free(Lane lane) {
    count(lane, -1);
    pump();
  }

  private void count(Lane lane, int change) {
    busy += change;
    busyBulk += lane.isBulk ? change : 0;
  }

  /** The way of one topic to the slots. */
  final class Lane {

    private final boolean isBulk;
    private Runnable waiting;
    private Runnable next = () -> {};

    private Lane(boolean isBulk) {
      this.isBulk = isBulk;
    }

    /** Sets what asks for the next record. */
    void onRoom(Runnable request) {
      synchronized (Dispatcher.this) {
        next = request;
      }
    }

    /** Takes a record in hand; never called again before the last {@link #onRoom} action ran. */
    void offer(Runnable work) {
      synchronized (Dispatcher.this) {
        waiting = work;
        pump();
      }
    }
  }
}
