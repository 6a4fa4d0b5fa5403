package io.mcpscore.intake.net;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Turns a host name into addresses. */
@FunctionalInterface
public interface HostResolver {

  /** The resolver of the machine. */
  HostResolver SYSTEM = InetAddress::getAllByName;

  /**
   * Every address of a host.
   *
   * @throws UnknownHostException when it has none
   */
  InetAddress[] resolve(String host) throws UnknownHostException;
}
