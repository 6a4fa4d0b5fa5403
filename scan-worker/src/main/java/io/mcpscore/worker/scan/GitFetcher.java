package io.mcpscore.worker.scan;

import io.mcpscore.engine.Cancellation;
import io.mcpscore.engine.RepositorySnapshot;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.intake.GitIntake;
import io.mcpscore.intake.TransferProgress;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.RepositoryAddress;
import io.mcpscore.model.ScanFailedException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Fetches from git hosts that the operator allows. The gateway allows hosts too; a row is no reason
 * to reach for another one all the same.
 */
final class GitFetcher implements Fetcher {

  private final GitIntake intake;
  private final ScanBudget budget;
  private final Set<String> hosts;

  GitFetcher(GitIntake intake, ScanBudget budget, Set<String> hosts) {
    this.intake = intake;
    this.budget = budget;
    this.hosts = Set.copyOf(hosts);
  }

  @Override
  public Optional<RepositorySnapshot> fetch(
      RepositoryAddress address,
      Predicate<String> known,
      Consumer<TransferProgress> listener,
      Cancellation cancellation) {
    if (!hosts.contains(address.host())) {
      throw new ScanFailedException(
          ErrorCode.CLONE_FAILED, "Repositories of this git host are not scanned here.", null);
    }
    return intake.fetchUnless(known, address, budget, listener, cancellation);
  }
}
