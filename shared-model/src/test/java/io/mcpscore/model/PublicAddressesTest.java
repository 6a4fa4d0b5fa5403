package io.mcpscore.model;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every range that is not the public internet, at its edges. */
class PublicAddressesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.0",
        "10.255.255.255",
        "100.64.0.0",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.255",
        "169.254.169.254",
        "100.100.100.200",
        "168.63.129.16",
        "172.16.0.0",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::127.0.0.1",
        "::8c52:7903",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b::8c52:7903",
        "64:ff9b:1::1",
        "100::1",
        "2001:0:1::1",
        "2001:0:7f00:1::1",
        "2001:2::1",
        "2001:20::1",
        "2001:db8::1",
        "2002:a00:1::1",
        "2002:7f00:1::",
        "2002:8c52:7903::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd20:ce::254",
        "fd00:ec2::254",
        "fd12:3456::1",
        "fe80::1",
        "fe80::1%1",
        "fec0::1",
        "ff02::1"
      })
  void insideIsRefused(String address) {
    assertFalse(PublicAddresses.contains(InetAddress.ofLiteral(address)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "140.82.121.3",
        "168.63.129.15",
        "169.253.255.255",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "192.169.0.0",
        "223.255.255.255",
        "2001:4860:4860::8888",
        "2606:50c0:8000::153"
      })
  void outsideIsAllowed(String address) {
    assertTrue(PublicAddresses.contains(InetAddress.ofLiteral(address)));
  }

  @Test
  void mappedAddressIsRefusedHoweverItIsHeld() throws UnknownHostException {
    byte[] mapped = new byte[16];
    mapped[10] = (byte) 0xff;
    mapped[11] = (byte) 0xff;
    mapped[12] = 127;
    mapped[15] = 1;
    assertFalse(PublicAddresses.contains(InetAddress.getByAddress(mapped)));
    assertFalse(PublicAddresses.contains(Inet6Address.getByAddress("x", mapped, -1)));
  }
}
