package io.mcpscore.intake;

import io.mcpscore.engine.Cancellation;
import io.mcpscore.engine.RepositorySnapshot;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.intake.net.Dialer;
import io.mcpscore.intake.net.HostResolver;
import io.mcpscore.intake.net.Origin;
import io.mcpscore.intake.net.PinnedConnectionFactory;
import io.mcpscore.intake.net.TransferGuard;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.RepositoryAddress;
import io.mcpscore.model.ScanFailedException;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.BasePackFetchConnection;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.FilterSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;

/**
 * Fetches one commit of a repository into memory over git's smart HTTP: depth 1, no tags, no
 * history, large files left out by the host where it can. Nothing is checked out, no hook, filter,
 * submodule or LFS pointer is followed, and no configuration of the machine is read.
 *
 * <p>Phases: resolve the host once and check its addresses; list the wanted ref; receive and check
 * the pack; walk the tree within the budget. Whatever fails gives the memory back and ends in a
 * {@link ScanFailedException}: {@code CLONE_TIMEOUT}, {@code REPO_TOO_LARGE} (bytes, one object, or
 * the tree), {@code REPO_NOT_FOUND} (repository or ref), {@code PRIVATE_REPO} or {@code
 * CLONE_FAILED}, transient where another try may succeed.
 *
 * <p>Instances may be used by several threads at once.
 */
public final class GitIntake {

  /** Trees and commits of honest repositories stay far below this. */
  private static final long OBJECT_BYTES = 16L << 20;

  /**
   * Objects are held inflated while deltas are resolved, so even a host without filter gets a cap.
   */
  private static final long UNFILTERED_OBJECT_BYTES = 32L << 20;

  private final GitSettings settings;
  private final HostResolver resolver;
  private final Dialer dialer;

  /** An intake with the resolver and the trusted certificates of the machine. */
  public GitIntake(GitSettings settings) {
    this(settings, HostResolver.SYSTEM, (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  GitIntake(GitSettings settings, HostResolver resolver, SSLSocketFactory tls) {
    this(settings, resolver, tls, Dialer.DIRECT);
  }

  GitIntake(
      GitSettings settings, HostResolver resolver, SSLSocketFactory tls, Supplier<Socket> sockets) {
    this.settings = settings;
    this.resolver = resolver;
    this.dialer = new Dialer(sockets, tls, settings.connectTimeout(), settings.readTimeout());
    IsolatedSystemReader.install();
  }

  /**
   * Fetches what an address names; its path is left to the engine.
   *
   * @param listener told of every step, on the calling thread; must be quick
   * @return the snapshot, which holds the pack in memory until it is closed
   * @throws ScanFailedException as the class says
   */
  public RepositorySnapshot fetch(
      RepositoryAddress address,
      ScanBudget budget,
      Consumer<TransferProgress> listener,
      Cancellation cancellation) {
    return fetchUnless(commit -> false, address, budget, listener, cancellation).orElseThrow();
  }

  /**
   * The same, unless the commit is one that the caller needs no files of.
   *
   * @param known asked once with the commit that the host names, as 40 hex digits, before anything
   *     of it is transferred; must be quick, for the host waits meanwhile. It is not asked where
   *     the host names the object of a tag and not its commit.
   * @return empty when the commit is known
   * @throws ScanFailedException as the class says
   */
  public Optional<RepositorySnapshot> fetchUnless(
      Predicate<String> known,
      RepositoryAddress address,
      ScanBudget budget,
      Consumer<TransferProgress> listener,
      Cancellation cancellation) {
    WantedRef wanted = new WantedRef(address.ref());
    try (TransferGuard guard =
        new TransferGuard(budget.cloneTime(), budget.transferBytes(), cancellation)) {
      try {
        return fetch(address, known, wanted, budget, guard, new FetchMonitor(guard, listener));
      } catch (IOException | URISyntaxException | RuntimeException e) {
        throw GitFailures.of(e, guard, wanted);
      }
    }
  }

  private Optional<RepositorySnapshot> fetch(
      RepositoryAddress address,
      Predicate<String> known,
      WantedRef wanted,
      ScanBudget budget,
      TransferGuard guard,
      FetchMonitor monitor)
      throws IOException, URISyntaxException {
    String host = address.host();
    URI base = new URI(settings.base(host));
    Origin origin = Origin.resolve(base, settings.isTrusted(host), resolver, guard);
    URIish uri = new URIish(base + "/" + address.owner() + "/" + address.name());
    PinnedConnectionFactory connections =
        new PinnedConnectionFactory(
            origin, guard, dialer, settings.authorization(host).orElse(null));
    FilterSpec filter = FilterSpec.fromFilterLine("blob:limit=" + (budget.fileBytes() + 1L));
    try {
      return receive(uri, connections, known, wanted, filter, budget, guard, monitor);
    } catch (IOException e) {
      if (!GitFailures.isFilterRefused(e)) {
        throw e;
      }
      return receive(uri, connections, known, wanted, FilterSpec.NO_FILTER, budget, guard, monitor);
    }
  }

  private static Optional<RepositorySnapshot> receive(
      URIish uri,
      PinnedConnectionFactory connections,
      Predicate<String> known,
      WantedRef wanted,
      FilterSpec filter,
      ScanBudget budget,
      TransferGuard guard,
      FetchMonitor monitor)
      throws IOException {
    boolean filtered = !filter.isNoOp();
    long most = Math.max(budget.fileBytes(), filtered ? OBJECT_BYTES : UNFILTERED_OBJECT_BYTES);
    FetchRepository store = new FetchRepository(budget, most);
    try (TransportHttp transport = open(store, uri, connections)) {
      transport.setFilterSpec(filter);
      Optional<ObjectId> tip = download(transport, known, wanted, monitor);
      guard.check();
      if (tip.isEmpty()) {
        store.close();
        return Optional.empty();
      }
      return Optional.of(snapshot(store, tip.get(), budget, guard));
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  private static TransportHttp open(
      FetchRepository store, URIish uri, PinnedConnectionFactory connections) throws IOException {
    Transport transport = Transport.open(store, uri);
    if (!(transport instanceof TransportHttp http)) {
      transport.close();
      throw new IOException("not an HTTP transport");
    }
    http.setHttpConnectionFactory(connections);
    http.setTagOpt(TagOpt.NO_TAGS);
    http.setDepth(1);
    http.setFetchThin(false);
    http.setCheckFetchedObjects(false);
    return http;
  }

  private static Optional<ObjectId> download(
      TransportHttp transport, Predicate<String> known, WantedRef wanted, FetchMonitor monitor)
      throws IOException {
    try (FetchConnection connection = transport.openFetch(wanted.listed())) {
      if (!(connection instanceof BasePackFetchConnection)) {
        throw new ScanFailedException(
            ErrorCode.CLONE_FAILED, "The git host does not speak git's smart HTTP.", null);
      }
      Ref ref = wanted.in(connection);
      ObjectId commit =
          ref.getPeeledObjectId() == null ? ref.getObjectId() : ref.getPeeledObjectId();
      if (known.test(commit.name())) {
        return Optional.empty();
      }
      connection.fetch(monitor, List.of(ref), Set.of());
      return Optional.of(ref.getObjectId());
    }
  }

  private static RepositorySnapshot snapshot(
      FetchRepository store, ObjectId tip, ScanBudget budget, TransferGuard guard)
      throws IOException {
    try (ObjectReader reader = store.newObjectReader();
        RevWalk walk = new RevWalk(reader)) {
      RevCommit commit = walk.parseCommit(tip);
      EntryCollector<ObjectId> files = GitTree.walk(reader, commit.getTree(), budget, guard::check);
      return new GitSnapshot(store, commit.name(), files);
    }
  }
}
