package io.mcpscore.intake.net;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Tells addresses of the public internet from those that only a machine inside a network should
 * reach. IPv6 forms that carry an IPv4 address (mapped, compatible, NAT64, 6to4, Teredo) are judged
 * by what they carry, or refused where that is not plain.
 */
public final class PublicAddresses {

  private static final List<Block> REFUSED =
      List.of(
          Block.of("0.0.0.0", 8),
          Block.of("10.0.0.0", 8),
          Block.of("100.64.0.0", 10),
          Block.of("127.0.0.0", 8),
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
          Block.of("2001::", 23),
          Block.of("2001:db8::", 32),
          Block.of("3fff::", 20));

  /** All unicast addresses of IPv6 that are assigned to the public internet. */
  private static final Block GLOBAL_IPV6 = Block.of("2000::", 3);

  private static final Block NAT64 = Block.of("64:ff9b::", 96);
  private static final Block SIX_TO_FOUR = Block.of("2002::", 16);

  private PublicAddresses() {}

  /** Whether an address belongs to the public internet. */
  public static boolean contains(InetAddress address) {
    byte[] bits = address.getAddress();
    if (address instanceof Inet6Address) {
      if (NAT64.contains(bits)) {
        return contains(ipv4(bits, 12));
      }
      if (SIX_TO_FOUR.contains(bits)) {
        return contains(ipv4(bits, 2));
      }
      // Mapped, compatible, loopback, unique local, link local and multicast lie outside 2000::/3.
      if (!GLOBAL_IPV6.contains(bits)) {
        return false;
      }
    }
    return REFUSED.stream().noneMatch(block -> block.contains(bits));
  }

  private static InetAddress ipv4(byte[] bits, int from) {
    return address(Arrays.copyOfRange(bits, from, from + 4));
  }

  private static InetAddress address(byte[] bits) {
    try {
      return Inet4Address.getByAddress(bits);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not 4 or 16 bytes", e);
    }
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
