package io.mcpscore.gateway.auth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mcpscore.gateway.config.LimitSettings;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Slows addresses that send one bad key after another. The memory is bounded and forgets an address
 * one window after its first bad key.
 */
@Singleton
public class BadKeyGuard {

  private static final int IPV6_SUBSCRIBER_GROUPS = 4;

  private final Cache<String, AtomicInteger> failures;
  private final int allowed;
  private final Duration window;

  BadKeyGuard(LimitSettings settings) {
    this.allowed = settings.badKeysPerAddress();
    this.window = settings.badKeyWindow();
    this.failures =
        Caffeine.newBuilder()
            .maximumSize(settings.badKeyAddresses())
            .expireAfterWrite(window)
            .build();
  }

  /** Notes a bad key. */
  public void failed(SocketAddress address) {
    failures.get(source(address), fresh -> new AtomicInteger()).incrementAndGet();
  }

  /** Whether an address has to wait. */
  public boolean isSlowed(SocketAddress address) {
    AtomicInteger count = failures.getIfPresent(source(address));
    return count != null && count.get() >= allowed;
  }

  /** Seconds after which a slowed address may surely try again. */
  public long retryAfter() {
    return Math.max(1, window.toSeconds());
  }

  /** An IPv6 subscriber holds a whole /64, so that counts as one address. */
  private static String source(SocketAddress address) {
    String host = address == null || address.hostAddress() == null ? "" : address.hostAddress();
    if (host.indexOf(':') < 0) {
      return host;
    }
    String[] groups = host.split(":", -1);
    StringBuilder prefix = new StringBuilder();
    for (int i = 0; i < Math.min(IPV6_SUBSCRIBER_GROUPS, groups.length); i++) {
      prefix.append(groups[i]).append(':');
    }
    return prefix.toString();
  }
}
