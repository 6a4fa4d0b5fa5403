package io.mcpscore.model;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Tells addresses of the public internet from those that strangers must not make a service talk to:
 * loopback, link local, private, shared by carriers, multicast, reserved, documentation,
 * benchmarking, and the places where clouds serve credentials to their machines.
 *
 * <p>Every IPv6 form that carries an IPv4 address (mapped, compatible, NAT64, 6to4, Teredo) is
 * refused as a whole: where such a packet leaves the network is up to a gateway that nobody here
 * knows. Where hosts are reached through NAT64 alone, the operator lists them.
 */
public final class PublicAddresses {

  private static final List<Block> REFUSED =
      List.of(
          Block.of("0.0.0.0", 8),
          Block.of("10.0.0.0", 8),
          Block.of("100.64.0.0", 10),
          Block.of("127.0.0.0", 8),
          // Azure's machines get settings and keys from this one, which looks public.
          Block.of("168.63.129.16", 32),
          Block.of("169.254.0.0", 16),
          Block.of("172.16.0.0", 12),
          Block.of("192.0.0.0", 24),
          Block.of("192.0.2.0", 24),
          Block.of("192.88.99.0", 24),
          Block.of("192.168.0.0", 16),
          Block.of("198.18.0.0", 15),
          Block.of("198.51.100.0", 24),
          Block.of("203.0.113.0", 24),
          Block.of("224.0.0.0", 3),
          // Teredo, benchmarking, ORCHID and other protocol assignments.
          Block.of("2001::", 23),
          Block.of("2001:db8::", 32),
          Block.of("2002::", 16),
          Block.of("3fff::", 20));

  /** All unicast addresses of IPv6 that are assigned to the public internet. */
  private static final Block GLOBAL_IPV6 = Block.of("2000::", 3);

  private PublicAddresses() {}

  /** Whether an address belongs to the public internet. */
  public static boolean contains(InetAddress address) {
    byte[] bits = address.getAddress();
    // Mapped, compatible, NAT64, loopback, unique local, link local, site local and multicast
    // addresses all lie outside of 2000::/3.
    if (address instanceof Inet6Address && !GLOBAL_IPV6.contains(bits)) {
      return false;
    }
    return REFUSED.stream().noneMatch(block -> block.contains(bits));
  }

  private record Block(byte[] start, int prefix) {

    static Block of(String literal, int prefix) {
      return new Block(InetAddress.ofLiteral(literal).getAddress(), prefix);
    }

    boolean contains(byte[] bits) {
      if (bits.length != start.length) {
        return false;
      }
      int whole = prefix / 8;
      int mask = 0xff00 >> (prefix % 8) & 0xff;
      return Arrays.equals(bits, 0, whole, start, 0, whole)
          && (mask == 0 || (bits[whole] & mask) == (start[whole] & mask));
    }
  }
}
