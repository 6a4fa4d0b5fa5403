package io.mcpscore.gateway.auth;

import io.mcpscore.gateway.redis.RedisGate;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads counts of the day without counting. */
@Singleton
public class DailyCounts {

  private final RedisGate redis;

  DailyCounts(RedisGate redis) {
    this.redis = redis;
  }

  /**
   * The counts that Redis has.
   *
   * @param known counters with what else is known of them, which counts where Redis has nothing or
   *     is away
   * @param day whose counts
   * @return the same counters in the same order; never fails
   */
  public Uni<Map<String, Integer>> latest(Map<String, Integer> known, UtcDay day) {
    if (known.isEmpty()) {
      return Uni.createFrom().item(known);
    }
    List<String> counters = List.copyOf(known.keySet());
    return counted(counters.stream().map(counter -> KeyRecord.countKey(counter, day)).toList())
        .map(
            counts -> {
              Map<String, Integer> latest = new LinkedHashMap<>();
              for (int i = 0; i < counters.size(); i++) {
                String counter = counters.get(i);
                latest.put(counter, counts.get(i).orElse(known.get(counter)));
              }
              return latest;
            })
        .onFailure()
        .recoverWithItem(known);
  }

  /**
   * What stands under keys in Redis, in their order; fails when Redis is away.
   *
   * @param keys at least one
   */
  Uni<List<Optional<Integer>>> counted(List<String> keys) {
    Request question = Request.cmd(Command.MGET);
    keys.forEach(question::arg);
    return redis
        .send(question)
        .map(
            answer -> {
              List<Optional<Integer>> counts = new ArrayList<>(keys.size());
              for (Response count : answer) {
                counts.add(count == null ? Optional.empty() : Optional.of(count.toInteger()));
              }
              return counts;
            });
  }
}
