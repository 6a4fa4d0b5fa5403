package io.mcpscore.gateway.webhook;

import java.util.HashMap;
import java.util.Map;

/** How much this gateway is sending, and to whom. */
final class Busy {

  private final Map<String, Integer> hosts = new HashMap<>();
  private final Map<Long, Integer> accounts = new HashMap<>();
  private int all;

  synchronized void begin(Delivery delivery) {
    count(delivery, 1);
  }

  synchronized void end(Delivery delivery) {
    count(delivery, -1);
  }

  synchronized int all() {
    return all;
  }

  synchronized Map<String, Integer> hosts() {
    return Map.copyOf(hosts);
  }

  synchronized Map<Long, Integer> accounts() {
    return Map.copyOf(accounts);
  }

  private void count(Delivery delivery, int change) {
    all += change;
    add(hosts, delivery.host(), change);
    add(accounts, delivery.accountId(), change);
  }

  private static <K> void add(Map<K, Integer> counts, K key, int change) {
    counts.compute(
        key,
        (same, count) -> {
          int sum = (count == null ? 0 : count) + change;
          return sum == 0 ? null : sum;
        });
  }
}
