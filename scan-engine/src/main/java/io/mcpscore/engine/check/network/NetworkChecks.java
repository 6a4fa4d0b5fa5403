package io.mcpscore.engine.check.network;

import io.mcpscore.engine.check.Check;
import java.util.List;

/** Addresses, transports and outward calls. */
public final class NetworkChecks {

  private NetworkChecks() {}

  /** In the order of the documentation. */
  public static List<Check> all() {
    return List.of(
        new NetworkSsrfCheck(),
        new NetworkSsrfRedirectCheck(),
        new NetworkSsrfWeakHostCheck(),
        new NetworkSsrfMetadataCheck(),
        new NetworkDisabledTlsCheck(),
        new NetworkHardcodedIpCheck(),
        new NetworkBindAllCheck(),
        new NetworkNoOriginCheckCheck(),
        new NetworkCorsWildcardCheck(),
        new NetworkPlainHttpCheck(),
        new NetworkWeakTlsVersionCheck(),
        new NetworkSshHostKeyCheck());
  }
}
