package io.mcpscore.gateway.submit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mcpscore.gateway.config.ResultSettings;
import io.mcpscore.gateway.config.RootSettings;
import io.mcpscore.gateway.http.Rounds;
import io.mcpscore.gateway.redis.RedisEvents;
import io.mcpscore.model.RepositoryAddress;
import io.mcpscore.model.ScanId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Finished scans that answer new wishes. A result is found by repository, ref, path and rule set;
 * results of public repositories serve every account, those of private ones only their own. An
 * account that has no scan with this result yet gets one of its own, which points at the work. What
 * was found is known for a moment without asking, as a fleet of pipelines asks for the same thing
 * over and over; the end of any scan makes an end of that.
 *
 * <p>AI is not part of this release, so a result never lacks it.
 */
@Singleton
class ResultCache {

  private static final String FIND =
      """
      SELECT w.id, w.score,
        CASE WHEN w.account_id = $6 AND w.enable_ai = $7 THEN w.id ELSE (
          SELECT h.id FROM scan h
          WHERE h.result_of = w.id AND h.account_id = $6 AND h.enable_ai = $7
          ORDER BY h.id LIMIT 1)
        END AS own
      FROM scan w
      WHERE w.host = $1 AND w.owner = $2 AND w.name = $3
        AND w.ref IS NOT DISTINCT FROM $4 AND w.path IS NOT DISTINCT FROM $5
        AND w.status = 'complete' AND w.result_of IS NULL
        AND w.completed_at > now() - make_interval(secs => $8)
        AND (w.is_public OR w.account_id = $6)
        AND w.rule_set_version = coalesce($9, (
          SELECT n.rule_set_version FROM scan n
          WHERE n.status = 'complete' AND n.result_of IS NULL
          ORDER BY n.completed_at DESC LIMIT 1))
      ORDER BY w.completed_at DESC LIMIT 1
      """;

  private static final String POINT =
      """
      INSERT INTO scan
        (id, account_id, host, owner, name, ref, path, enable_ai, force_refresh, is_public, status,
         published_at, started_at, completed_at, result_of, commit_id, engine_version,
         rule_set_version, score, grade, safety_score, safety_grade, findings_count, report_digest)
      SELECT $1, $2, host, owner, name, ref, path, $3, false, is_public, 'complete',
         published_at, started_at, completed_at, id, commit_id, engine_version,
         rule_set_version, score, grade, safety_score, safety_grade, findings_count, report_digest
      FROM scan WHERE id = $4
      """;

  private static final long MOST_REMEMBERED = 10_000;

  private final Pool pool;
  private final ResultSettings settings;
  private final String ruleSet;
  private final Clock clock;
  private final AtomicLong ends = new AtomicLong();
  private final Cache<Wish, Found> remembered;
  private final Rounds<Wish, Optional<Outcome>> rounds =
      new Rounds<>((wish, asks) -> look(wish).map(found -> Collections.nCopies(asks, found)));

  ResultCache(
      Pool pool, RedisEvents events, ResultSettings settings, RootSettings root, Clock clock) {
    this.pool = pool;
    this.settings = settings;
    this.ruleSet = root.ruleSetVersion().orElse(null);
    this.clock = clock;
    this.remembered =
        Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(settings.rememberFor())
            .build();
    events.onEnd(scan -> ends.incrementAndGet());
    events.onResumption(ends::incrementAndGet);
  }

  /**
   * The answer from an earlier result, if there is one that may be used. Equal wishes of one
   * account at the same time, as a fleet of pipelines has them, are looked up together.
   */
  Uni<Optional<Outcome>> find(long accountId, ScanRequest request) {
    if (request.forceRefresh()) {
      return Uni.createFrom().item(Optional.empty());
    }
    Wish wish = new Wish(accountId, request.repository(), request.enableAi());
    Found found = remembered.getIfPresent(wish);
    return found != null && found.ends() == ends.get()
        ? Uni.createFrom().item(Optional.of(found.outcome()))
        : rounds.ask(wish);
  }

  private Uni<Optional<Outcome>> look(Wish wish) {
    // Read first: a scan that ends while the database is asked may be missing in its answer.
    long before = ends.get();
    return find(wish)
        .invoke(found -> found.ifPresent(it -> remembered.put(wish, new Found(it, before))));
  }

  private Uni<Optional<Outcome>> find(Wish wish) {
    RepositoryAddress repository = wish.repository();
    Tuple parameters =
        Tuple.tuple()
            .addString(repository.host())
            .addString(repository.owner())
            .addString(repository.name())
            .addString(repository.ref())
            .addString(repository.path())
            .addLong(wish.accountId())
            .addBoolean(wish.enableAi())
            .addDouble(settings.reuseFor().toMillis() / 1000.0)
            .addString(ruleSet);
    return pool.preparedQuery(FIND)
        .execute(parameters)
        .map(ScanRows.first(row -> row))
        .chain(
            found ->
                found.isPresent()
                    ? own(found.get(), wish).map(Optional::of)
                    : Uni.createFrom().item(Optional.empty()));
  }

  private Uni<Outcome> own(Row work, Wish wish) {
    String url = wish.repository().url();
    int score = work.getInteger("score");
    String own = work.getString("own");
    if (own != null) {
      return Uni.createFrom().item(Outcome.cached(own, url, score));
    }
    String id = ScanId.next(clock.instant());
    return pool.preparedQuery(POINT)
        .execute(Tuple.of(id, wish.accountId(), wish.enableAi(), work.getString("id")))
        .replaceWith(Outcome.cached(id, url, score));
  }

  /**
   * All that an earlier result depends on.
   *
   * @param accountId who asks
   * @param repository of what
   * @param enableAi with the AI stage
   */
  private record Wish(long accountId, RepositoryAddress repository, boolean enableAi) {}

  /**
   * What answered a wish.
   *
   * @param outcome the answer
   * @param ends of scans that had been heard of before it was looked for
   */
  private record Found(Outcome outcome, long ends) {}
}
