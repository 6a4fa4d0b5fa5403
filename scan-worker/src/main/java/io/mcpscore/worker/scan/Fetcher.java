package io.mcpscore.worker.scan;

import io.mcpscore.engine.Cancellation;
import io.mcpscore.engine.RepositorySnapshot;
import io.mcpscore.intake.TransferProgress;
import io.mcpscore.model.RepositoryAddress;
import io.mcpscore.model.ScanFailedException;
import java.util.function.Consumer;

/** Brings a repository into memory. */
@FunctionalInterface
public interface Fetcher {

  /**
   * Fetches what an address names; the caller closes it.
   *
   * @throws ScanFailedException with the cause that the user can act on
   */
  RepositorySnapshot fetch(
      RepositoryAddress address, Consumer<TransferProgress> listener, Cancellation cancellation);
}
