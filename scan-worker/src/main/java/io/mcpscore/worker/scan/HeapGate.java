package io.mcpscore.worker.scan;

import io.mcpscore.engine.Cancellation;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.ScanFailedException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Lets analyses in so that together they need no more memory than there is: first come, first
 * served, and one that needs more than there is gets all of it.
 */
final class HeapGate {

  private static final long LOOK_UP_MILLIS = 50;

  private final long capacity;
  private final Deque<Place> waiting = new ArrayDeque<>();
  private long free;

  /**
   * An empty gate.
   *
   * @param capacity bytes that all analyses together may need
   */
  HeapGate(long capacity) {
    this.capacity = capacity;
    this.free = capacity;
  }

  /** The share of one analysis, given back when it is closed. */
  final class Place implements AutoCloseable {

    private final long bytes;

    private Place(long bytes) {
      this.bytes = bytes;
    }

    /** How large it is. */
    long bytes() {
      return bytes;
    }

    @Override
    public void close() {
      giveBack(bytes);
    }
  }

  /**
   * Waits for a share.
   *
   * @param bytes that the analysis will need
   * @throws ScanFailedException with the cause of the cancellation, or that the worker stops
   */
  synchronized Place enter(long bytes, Cancellation cancellation) {
    Place place = new Place(Math.min(bytes, capacity));
    waiting.add(place);
    try {
      while (waiting.peek() != place || free < place.bytes) {
        cancellation.check();
        wait(LOOK_UP_MILLIS);
      }
      free -= place.bytes;
      return place;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScanFailedException(
          new ApiError(ErrorCode.INTERNAL_ERROR, "The worker stops.", null), true, e);
    } finally {
      waiting.remove(place);
      notifyAll();
    }
  }

  private synchronized void giveBack(long bytes) {
    free += bytes;
    notifyAll();
  }
}
