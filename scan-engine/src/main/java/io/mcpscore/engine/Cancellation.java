package io.mcpscore.engine;

import io.mcpscore.model.ApiError;
import io.mcpscore.model.ScanFailedException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A switch that ends a scan from another thread. The scan looks at it between files, between reads,
 * and within checks; whoever throws it says why.
 */
public final class Cancellation {

  private final AtomicReference<ScanFailedException> cause = new AtomicReference<>();

  /** Asks the scan to end with an error that is not worth another try; the first call counts. */
  public void cancel(ApiError error) {
    cause.compareAndSet(null, new ScanFailedException(error, false, null));
  }

  /** Whether the scan was asked to end. */
  public boolean isCancelled() {
    return cause.get() != null;
  }

  /**
   * Returns while the scan may go on.
   *
   * @throws ScanFailedException with the cause that {@link #cancel} was given
   */
  public void check() {
    ScanFailedException error = cause.get();
    if (error != null) {
      throw error;
    }
  }
}
