package io.mcpscore.gateway.auth;

import io.mcpscore.gateway.config.UsageSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Writes the counts of the day to the database, many in one statement, every few seconds. Redis
 * tells them; without it this gateway's own last counts are written. A written count never falls.
 */
@Singleton
public class DailyUses {

  private static final Logger LOG = Logger.getLogger(DailyUses.class);

  private static final String WRITE =
      """
      INSERT INTO daily_usage AS d (counter, day, account_id, requests)
      SELECT * FROM unnest($1::text[], $2::date[], $3::bigint[], $4::integer[])
      ON CONFLICT (counter, day) DO UPDATE
        SET requests = greatest(d.requests, excluded.requests), account_id = excluded.account_id
      """;

  private static final String FORGET = "DELETE FROM daily_usage WHERE day < $1";

  private final Map<Counter, Count> counts = new ConcurrentHashMap<>();
  private final Pool pool;
  private final DailyCounts redisCounts;
  private final Clock clock;
  private final Duration keep;

  DailyUses(Pool pool, DailyCounts redisCounts, Clock clock, UsageSettings settings) {
    this.pool = pool;
    this.redisCounts = redisCounts;
    this.clock = clock;
    this.keep = settings.keep();
  }

  /** Notes a request that was counted. */
  void note(Admission.Granted granted) {
    counts.merge(
        new Counter(granted.key().counter(), granted.day()),
        new Count(granted.key().accountId(), granted.used()),
        Count::later);
  }

  /** Writes what was noted since the last time; a failure keeps it for the next. */
  @Scheduled(
      every = "{mcpscore.usage.write-every}",
      delayed = "2s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public Uni<Void> flush() {
    List<Map.Entry<Counter, Count>> noted = take();
    if (noted.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return asked(noted)
        .onFailure()
        .recoverWithItem(noted)
        .chain(this::write)
        .onFailure()
        .recoverWithUni(
            failure -> {
              LOG.warnf("counts of the day not written: %s", failure.getClass().getName());
              noted.forEach(entry -> counts.merge(entry.getKey(), entry.getValue(), Count::later));
              return Uni.createFrom().voidItem();
            });
  }

  /** Forgets days that are long past. */
  @Scheduled(every = "12h", delayed = "5m")
  Uni<Void> forget() {
    LocalDate oldest = UtcDay.of(clock.instant().minus(keep)).date();
    return pool.preparedQuery(FORGET)
        .execute(Tuple.of(oldest))
        .replaceWithVoid()
        .onFailure()
        .recoverWithNull();
  }

  void stop(@Observes ShutdownEvent event) {
    flush().await().atMost(Duration.ofSeconds(2));
  }

  /** In one order on every gateway, so that two writes of the same rows wait for each other. */
  private List<Map.Entry<Counter, Count>> take() {
    List<Map.Entry<Counter, Count>> noted = new ArrayList<>();
    for (Counter counter : List.copyOf(counts.keySet())) {
      Count count = counts.remove(counter);
      if (count != null) {
        noted.add(Map.entry(counter, count));
      }
    }
    noted.sort(
        Comparator.comparing((Map.Entry<Counter, Count> entry) -> entry.getKey().name())
            .thenComparing(entry -> entry.getKey().day().date()));
    return noted;
  }

  /** The same counts as Redis has them: all gateways' requests, less what was taken back. */
  private Uni<List<Map.Entry<Counter, Count>>> asked(List<Map.Entry<Counter, Count>> noted) {
    return redisCounts
        .counted(
            noted.stream()
                .map(entry -> KeyRecord.countKey(entry.getKey().name(), entry.getKey().day()))
                .toList())
        .map(
            counted -> {
              List<Map.Entry<Counter, Count>> exact = new ArrayList<>(noted.size());
              for (int i = 0; i < noted.size(); i++) {
                Map.Entry<Counter, Count> entry = noted.get(i);
                Count count = entry.getValue();
                exact.add(
                    Map.entry(entry.getKey(), count.with(counted.get(i).orElse(count.used()))));
              }
              return exact;
            });
  }

  private Uni<Void> write(List<Map.Entry<Counter, Count>> entries) {
    return pool.preparedQuery(WRITE)
        .execute(
            Tuple.of(
                entries.stream().map(entry -> entry.getKey().name()).toArray(String[]::new),
                entries.stream()
                    .map(entry -> entry.getKey().day().date())
                    .toArray(LocalDate[]::new),
                entries.stream().map(entry -> entry.getValue().accountId()).toArray(Long[]::new),
                entries.stream().map(entry -> entry.getValue().used()).toArray(Integer[]::new)))
        .replaceWithVoid();
  }

  private record Counter(String name, UtcDay day) {}

  private record Count(long accountId, int used) {

    Count later(Count other) {
      return new Count(other.accountId, Math.max(used, other.used));
    }

    Count with(int exact) {
      return new Count(accountId, exact);
    }
  }
}
