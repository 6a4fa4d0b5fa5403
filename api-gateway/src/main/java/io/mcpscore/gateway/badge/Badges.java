package io.mcpscore.gateway.badge;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mcpscore.gateway.config.BadgeSettings;
import io.mcpscore.gateway.http.Requests;
import io.mcpscore.gateway.probe.HeadProbe;
import io.mcpscore.gateway.probe.Sighting;
import io.mcpscore.gateway.probe.Visibility;
import io.mcpscore.model.Grade;
import io.mcpscore.model.RepositoryAddress;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * What badges say, remembered for a while: however often one is shown, database and git host are
 * asked once. A result counts when it is of the whole default branch of a repository that was
 * public when it was scanned and that strangers can still read; of any other nothing is said.
 */
@Singleton
class Badges {

  private static final String NEWEST =
      """
      SELECT score, grade, commit_id FROM scan
      WHERE host = $1 AND owner = $2 AND name = $3 AND ref IS NULL AND path IS NULL
        AND is_public AND status = 'complete' AND result_of IS NULL
      ORDER BY completed_at DESC LIMIT 1
      """;

  private final Pool pool;
  private final HeadProbe probe;
  private final AsyncCache<RepositoryAddress, Badge> known;

  Badges(Pool pool, HeadProbe probe, BadgeSettings settings) {
    this.pool = pool;
    this.probe = probe;
    this.known =
        Caffeine.newBuilder()
            .maximumSize(settings.entries())
            .expireAfterWrite(settings.maxAge())
            .buildAsync();
  }

  /** The badge of a repository. */
  Uni<Badge> of(RepositoryAddress repository) {
    return Requests.comeBack(
        Uni.createFrom()
            .completionStage(
                () ->
                    known.get(
                        repository,
                        (address, executor) -> ask(address).subscribeAsCompletionStage())));
  }

  private Uni<Badge> ask(RepositoryAddress repository) {
    return pool.preparedQuery(NEWEST)
        .execute(Tuple.of(repository.host(), repository.owner(), repository.name()))
        .map(
            rows -> {
              for (Row row : rows) {
                return Optional.of(row);
              }
              return Optional.<Row>empty();
            })
        .chain(
            found ->
                found
                    .map(row -> probe.look(repository).map(seen -> badge(row, seen)))
                    .orElseGet(() -> Uni.createFrom().item(Badge.UNKNOWN)));
  }

  private static Badge badge(Row row, Sighting seen) {
    if (seen.visibility() == Visibility.PRIVATE || seen.visibility() == Visibility.ABSENT) {
      return Badge.UNKNOWN;
    }
    boolean moved = seen.head() != null && !seen.head().equals(row.getString("commit_id"));
    return Badge.of(row.getInteger("score"), Grade.valueOf(row.getString("grade")), moved);
  }
}
