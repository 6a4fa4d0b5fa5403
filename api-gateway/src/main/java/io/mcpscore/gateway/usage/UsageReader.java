package io.mcpscore.gateway.usage;

import io.mcpscore.gateway.auth.Caller;
import io.mcpscore.gateway.auth.DailyCounts;
import io.mcpscore.gateway.auth.DailyLimits;
import io.mcpscore.gateway.auth.UtcDay;
import io.mcpscore.gateway.config.TierSettings;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Tells an account what it used: today as Redis counts it, other days as they were written. */
@Singleton
class UsageReader {

  private static final int DAYS = 30;

  private final UsageTable table;
  private final DailyCounts counts;
  private final DailyLimits limits;
  private final TierSettings tiers;
  private final Clock clock;

  UsageReader(
      UsageTable table, DailyCounts counts, DailyLimits limits, TierSettings tiers, Clock clock) {
    this.table = table;
    this.counts = counts;
    this.limits = limits;
    this.tiers = tiers;
    this.clock = clock;
  }

  /** The use of the caller's account, this request included. */
  Uni<UsageView> read(Caller caller) {
    long account = caller.accountId();
    UtcDay today = UtcDay.of(clock.instant());
    LocalDate first = today.date().minusDays(DAYS - 1L);
    return Uni.combine()
        .all()
        .unis(
            table.account(account),
            table.keys(account, today),
            table.people(account, today),
            table.days(account, first, today.date()))
        .asTuple()
        .chain(
            read -> {
              Map<String, Integer> known = new LinkedHashMap<>(read.getItem3());
              read.getItem2()
                  .forEach(
                      row -> known.put("key_" + row.getLong("id"), row.getInteger("requests")));
              known.merge(caller.id(), caller.admission().used(), Math::max);
              return counts
                  .latest(known, today)
                  .map(now -> view(read.getItem1(), read.getItem2(), now, read.getItem4(), today));
            });
  }

  private UsageView view(
      Row account,
      RowSet<Row> keyRows,
      Map<String, Integer> now,
      Map<LocalDate, Integer> past,
      UtcDay today) {
    String tier = account.getString("tier");
    int limit = limits.ofAccount(account.getInteger("daily_limit"), tier);
    List<UsageView.Key> keys = new ArrayList<>();
    keyRows.forEach(row -> keys.add(key(row, now, limit)));
    List<UsageView.Person> people =
        now.entrySet().stream()
            .filter(entry -> entry.getKey().startsWith("person_"))
            .map(entry -> new UsageView.Person(entry.getKey(), entry.getValue(), limit))
            .toList();
    int sum = now.values().stream().mapToInt(Integer::intValue).sum();
    return new UsageView(
        account.getString("name"),
        tier,
        limit,
        new UsageView.Today(today.date(), sum, today.end()),
        keys,
        people,
        days(past, today.date(), sum),
        new UsageView.Queue(account.getInteger("unfinished"), queueLimit(account, tier)));
  }

  private static UsageView.Key key(Row row, Map<String, Integer> now, int limit) {
    String id = "key_" + row.getLong("id");
    return new UsageView.Key(
        id,
        row.getString("name"),
        row.getString("shown_prefix"),
        now.getOrDefault(id, 0),
        DailyLimits.ofKey(row.getInteger("daily_limit"), row.getBoolean("limit_widens"), limit));
  }

  private static List<UsageView.Day> days(
      Map<LocalDate, Integer> past, LocalDate today, int requestsToday) {
    return IntStream.range(0, DAYS)
        .mapToObj(
            back -> {
              LocalDate date = today.minusDays(back);
              return new UsageView.Day(
                  date, back == 0 ? requestsToday : past.getOrDefault(date, 0));
            })
        .toList();
  }

  private int queueLimit(Row account, String tier) {
    Integer own = account.getInteger("queue_limit");
    if (own != null) {
      return own;
    }
    TierSettings.Tier configured = tiers.byName().get(tier);
    return configured == null ? 0 : configured.queueLimit();
  }
}
