package io.mcpscore.gateway.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.gateway.Settings;
import io.mcpscore.gateway.config.LimitSettings;
import io.vertx.core.net.SocketAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BadKeyGuardTest {

  @Test
  void anAddressIsSlowedAfterItsLastAllowedBadKeyAndForgottenAfterTheWindow() throws Exception {
    BadKeyGuard guard = guard("1s");
    SocketAddress address = SocketAddress.inetSocketAddress(1, "192.0.2.1");

    guard.failed(address);
    assertFalse(guard.isSlowed(address));
    guard.failed(address);
    assertTrue(guard.isSlowed(address));
    assertFalse(guard.isSlowed(SocketAddress.inetSocketAddress(1, "192.0.2.2")));
    assertEquals(1, guard.retryAfter());

    Thread.sleep(1100);
    assertFalse(guard.isSlowed(address));
  }

  @Test
  void aNetworkOfOneIpv6SubscriberIsOneAddress() {
    BadKeyGuard guard = guard("60s");
    guard.failed(SocketAddress.inetSocketAddress(1, "2001:db8:1:2:3:4:5:6"));
    guard.failed(SocketAddress.inetSocketAddress(1, "2001:db8:1:2:ffff::1"));

    assertTrue(guard.isSlowed(SocketAddress.inetSocketAddress(1, "2001:db8:1:2:0:0:0:9")));
    assertFalse(guard.isSlowed(SocketAddress.inetSocketAddress(1, "2001:db8:1:3:0:0:0:9")));
  }

  private static BadKeyGuard guard(String window) {
    return new BadKeyGuard(
        Settings.of(
            LimitSettings.class,
            Map.of(
                "mcpscore.limits.bad-keys-per-address",
                "2",
                "mcpscore.limits.bad-key-window",
                window)));
  }
}
