package io.mcpscore.gateway.probe;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Tells addresses of the open Internet from those of the operator's own networks. */
final class PublicAddress {

  private static final List<Range> CLOSED =
      List.of(
          range("0.0.0.0", 8),
          range("10.0.0.0", 8),
          range("100.64.0.0", 10),
          range("127.0.0.0", 8),
          range("169.254.0.0", 16),
          range("172.16.0.0", 12),
          range("192.0.0.0", 24),
          range("192.0.2.0", 24),
          range("192.88.99.0", 24),
          range("192.168.0.0", 16),
          range("198.18.0.0", 15),
          range("198.51.100.0", 24),
          range("203.0.113.0", 24),
          range("224.0.0.0", 3),
          range("2001::", 23),
          range("2001:db8::", 32),
          range("2002::", 16),
          range("3fff::", 20));

  // All that is assigned to the open Internet; tunnels within it are closed above.
  private static final Range GLOBAL_IPV6 = range("2000::", 3);

  private PublicAddress() {}

  /** Whether an address is one that strangers may make the gateway talk to. */
  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet6Address && !GLOBAL_IPV6.contains(bytes)) {
      return false;
    }
    return (address instanceof Inet4Address || address instanceof Inet6Address)
        && CLOSED.stream().noneMatch(range -> range.contains(bytes));
  }

  private static Range range(String address, int bits) {
    try {
      return new Range(InetAddress.getByName(address).getAddress(), bits);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("a literal address needs no look-up", e);
    }
  }

  private record Range(byte[] prefix, int bits) {

    boolean contains(byte[] address) {
      if (address.length != prefix.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >>> (bit & 7);
        if ((address[bit >> 3] & mask) != (prefix[bit >> 3] & mask)) {
          return false;
        }
      }
      return true;
    }
  }
}
