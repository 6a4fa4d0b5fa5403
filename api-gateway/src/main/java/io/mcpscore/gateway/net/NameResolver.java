package io.mcpscore.gateway.net;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Looks names of hosts up. */
@FunctionalInterface
public interface NameResolver {

  /**
   * All addresses of a host; may block.
   *
   * @throws UnknownHostException when it has none
   */
  InetAddress[] resolve(String host) throws UnknownHostException;
}
