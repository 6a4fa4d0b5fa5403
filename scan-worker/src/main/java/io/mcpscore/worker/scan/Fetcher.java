package io.mcpscore.worker.scan;

import io.mcpscore.engine.Cancellation;
import io.mcpscore.engine.RepositorySnapshot;
import io.mcpscore.intake.TransferProgress;
import io.mcpscore.model.RepositoryAddress;
import io.mcpscore.model.ScanFailedException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Brings a repository into memory. */
@FunctionalInterface
public interface Fetcher {

  /**
   * Fetches what an address names, unless its commit is known; the caller closes it.
   *
   * @param known asked with the commit, as 40 hex digits, before anything of it is transferred
   * @return empty when the commit is known
   * @throws ScanFailedException with the cause that the user can act on
   */
  Optional<RepositorySnapshot> fetch(
      RepositoryAddress address,
      Predicate<String> known,
      Consumer<TransferProgress> listener,
      Cancellation cancellation);
}
