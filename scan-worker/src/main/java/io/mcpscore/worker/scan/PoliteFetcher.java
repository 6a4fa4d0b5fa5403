package io.mcpscore.worker.scan;

import io.mcpscore.engine.Cancellation;
import io.mcpscore.engine.RepositorySnapshot;
import io.mcpscore.intake.TransferProgress;
import io.mcpscore.model.RepositoryAddress;
import io.mcpscore.model.ScanFailedException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Fetches through a gate for each host. A host that asks to wait is not asked again by anyone here
 * before that time is over.
 */
final class PoliteFetcher implements Fetcher {

  private static final Logger LOG = Logger.getLogger(PoliteFetcher.class);

  private final Fetcher next;
  private final Map<String, HostGate> gates;

  /**
   * A fetcher in front of another.
   *
   * @param next what fetches, and refuses other hosts
   * @param hosts that there are gates for
   * @param gate makes the gate of a host
   */
  PoliteFetcher(Fetcher next, Set<String> hosts, Supplier<HostGate> gate) {
    this.next = next;
    this.gates =
        hosts.stream().collect(Collectors.toUnmodifiableMap(Function.identity(), h -> gate.get()));
  }

  @Override
  public Optional<RepositorySnapshot> fetch(
      RepositoryAddress address,
      Predicate<String> known,
      Consumer<TransferProgress> listener,
      Cancellation cancellation) {
    HostGate gate = gates.get(address.host());
    if (gate == null) {
      return next.fetch(address, known, listener, cancellation);
    }
    gate.enter(cancellation);
    try {
      return next.fetch(address, known, listener, cancellation);
    } catch (ScanFailedException e) {
      throw e.retryAfter().map(wait -> closed(gate, address, wait, e)).orElse(e);
    } finally {
      gate.leave();
    }
  }

  private static ScanFailedException closed(
      HostGate gate, RepositoryAddress address, Duration wait, ScanFailedException e) {
    Duration time = gate.close(wait);
    LOG.warnf("%s asks to be left alone for %d s", address.host(), time.toSeconds());
    return new ScanFailedException(e.error(), time, e);
  }
}
