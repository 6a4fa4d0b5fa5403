package io.mcpscore.deploy.chaos;

import io.mcpscore.deploy.owned.Victim;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** Kills parts one after the other, in an order and at moments that the seed decides. */
final class Strikes {

  private static final int LONGEST_GAP_MILLIS = 3_000;
  private static final int SHORTEST_AWAY_MILLIS = 200;
  private static final int LONGEST_AWAY_MILLIS = 3_000;

  private final List<Victim> order = new ArrayList<>();
  private final Random random;
  private final boolean together;
  private final AtomicInteger begun = new AtomicInteger();
  private final Map<String, Integer> kills = new TreeMap<>();
  private final List<String> diary = new ArrayList<>();

  Strikes(List<Victim> victims, ChaosSize size) {
    random = new Random(size.seed());
    together = size.together();
    for (int round = 0; round < size.rounds(); round++) {
      List<Victim> shuffled = new ArrayList<>(victims);
      Collections.shuffle(shuffled, random);
      order.addAll(shuffled);
    }
  }

  /** Strikes in all. */
  int count() {
    return order.size();
  }

  /** Strikes that have begun. */
  int begun() {
    return begun.get();
  }

  /** How often each part was killed. */
  Map<String, Integer> kills() {
    return kills;
  }

  /** What happened when, in seconds since the beginning. */
  List<String> diary() {
    return diary;
  }

  /** Kills each and starts it again; returns when all of them run. */
  void run() throws InterruptedException {
    long start = System.nanoTime();
    for (int i = 0; i < order.size(); i++) {
      Thread.sleep(random.nextInt(LONGEST_GAP_MILLIS));
      begun.incrementAndGet();
      List<Victim> hit = new ArrayList<>(List.of(order.get(i)));
      boolean another = together && random.nextInt(4) == 0 && i + 1 < order.size();
      if (another && !order.get(i + 1).equals(order.get(i))) {
        hit.add(order.get(++i));
        begun.incrementAndGet();
      }
      double killed = seconds(start);
      for (Victim victim : hit) {
        victim.kill();
        kills.merge(victim.name(), 1, Integer::sum);
      }
      Thread.sleep(random.nextInt(SHORTEST_AWAY_MILLIS, LONGEST_AWAY_MILLIS));
      double away = seconds(start);
      // At once, because one may need the other to come up.
      CompletableFuture.allOf(
              hit.stream()
                  .map(victim -> CompletableFuture.runAsync(victim::start))
                  .toArray(CompletableFuture[]::new))
          .join();
      diary.add(
          "%.1f s %s, started at %.1f s, there at %.1f s"
              .formatted(killed, hit.stream().map(Victim::name).toList(), away, seconds(start)));
    }
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
