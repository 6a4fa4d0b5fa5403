package io.mcpscore.intake.net;

import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.PublicAddresses;
import io.mcpscore.model.ScanFailedException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The one place that a transfer may talk to: scheme, host and port, and the addresses that the host
 * had when it was asked once. Every connection goes to one of these addresses, so a name that
 * resolves to something else later changes nothing.
 *
 * @param scheme {@code https}, or {@code http} for a mirror that the operator configured so
 * @param host lower case; also the name that the certificate must carry
 * @param port never -1
 * @param addresses at least one
 */
public record Origin(String scheme, String host, int port, List<InetAddress> addresses) {

  private static final int TICK_MILLIS = 20;
  private static final String UNRESOLVED = "The name of the git host could not be resolved.";

  /**
   * Resolves the host of a URI once.
   *
   * @param uri with a host and without user-info
   * @param trusted whether the operator named this host, so that addresses inside a network and
   *     plain HTTP are right
   * @param resolver asked once
   * @param guard its deadline bounds the resolution
   * @throws ScanFailedException {@code CLONE_FAILED} when the host may not be reached or is unknown
   */
  public static Origin resolve(
      URI uri, boolean trusted, HostResolver resolver, TransferGuard guard) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    boolean allowed = scheme.equals("https") || (trusted && scheme.equals("http"));
    if (!allowed || uri.getHost() == null || uri.getRawUserInfo() != null) {
      throw refused("The git host must be reached over https, without user name and password.");
    }
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    List<InetAddress> addresses = lookUp(host, resolver, guard);
    if (!trusted && !addresses.stream().allMatch(PublicAddresses::contains)) {
      throw refused("The git host has an address that is not public.");
    }
    return new Origin(scheme, host, port(scheme, uri.getPort()), addresses);
  }

  /** Whether a URL leads to this scheme, host and port. */
  boolean contains(URL url) {
    return url.getUserInfo() == null
        && url.getProtocol().equalsIgnoreCase(scheme)
        && url.getHost().equalsIgnoreCase(host)
        && port(scheme, url.getPort()) == port;
  }

  boolean isSecure() {
    return scheme.equals("https");
  }

  /** Host and port as the {@code Host} header carries them. */
  String authority() {
    return port == port(scheme, -1) ? host : host + ":" + port;
  }

  private static int port(String scheme, int named) {
    int standard = scheme.equals("https") ? 443 : 80;
    return named == -1 ? standard : named;
  }

  private static List<InetAddress> lookUp(String host, HostResolver resolver, TransferGuard guard) {
    // The resolver of the machine cannot be interrupted: it is left behind when time is over.
    String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    FutureTask<InetAddress[]> task = new FutureTask<>(() -> resolver.resolve(bare));
    Thread.ofPlatform().daemon().name("resolve-host").start(task);
    try {
      InetAddress[] addresses = await(task, guard);
      if (addresses.length == 0) {
        throw transientFailure(UNRESOLVED, null);
      }
      return List.of(addresses);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownHostException) {
        throw transientFailure(UNRESOLVED, e.getCause());
      }
      throw new IllegalStateException("the resolver broke", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw transientFailure("Fetching was interrupted.", e);
    }
  }

  private static InetAddress[] await(FutureTask<InetAddress[]> task, TransferGuard guard)
      throws ExecutionException, InterruptedException {
    while (true) {
      guard.check();
      try {
        return task.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        // The guard knows how long to go on.
        continue;
      }
    }
  }

  private static ScanFailedException refused(String message) {
    return new ScanFailedException(ErrorCode.CLONE_FAILED, message, null);
  }

  private static ScanFailedException transientFailure(String message, Throwable cause) {
    return new ScanFailedException(
        new ApiError(ErrorCode.CLONE_FAILED, message, "Try again later."), true, cause);
  }
}
