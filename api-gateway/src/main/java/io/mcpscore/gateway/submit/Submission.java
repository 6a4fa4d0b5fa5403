package io.mcpscore.gateway.submit;

import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.probe.RepositoryProbe;
import io.mcpscore.gateway.probe.Visibility;
import io.mcpscore.gateway.queue.DirectPublishing;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.ScanId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The way of a wish. Order: idempotency key, earlier result, running scan, existence, row, queue.
 * Cheap answers come first, and the repository's host is asked only for what would be new work.
 * Publishing comes after the commit; if it fails, the relay does it.
 */
@Singleton
class Submission {

  private static final int MAX_RACES = 5;

  private final Pool pool;
  private final ResultCache results;
  private final RepositoryProbe probe;
  private final Idempotency idempotency;
  private final DirectPublishing publishing;
  private final Clock clock;

  Submission(
      Pool pool,
      ResultCache results,
      RepositoryProbe probe,
      Idempotency idempotency,
      DirectPublishing publishing,
      Clock clock) {
    this.pool = pool;
    this.results = results;
    this.probe = probe;
    this.idempotency = idempotency;
    this.publishing = publishing;
    this.clock = clock;
  }

  /**
   * Answers a wish.
   *
   * @param accountId who asks
   * @param request what for
   * @param idempotencyKey header of the request, or null
   */
  Uni<Outcome> submit(long accountId, ScanRequest request, String idempotencyKey) {
    if (idempotencyKey == null) {
      return answer(accountId, request, null);
    }
    Idempotency.check(idempotencyKey);
    Idempotency.Held held = new Idempotency.Held(accountId, idempotencyKey);
    return idempotency
        .reserve(held, request.digest())
        .chain(
            earlier ->
                orElse(
                    earlier,
                    () ->
                        answer(accountId, request, held)
                            .onFailure()
                            .call(() -> idempotency.release(held).onFailure().recoverWithNull())));
  }

  private Uni<Outcome> answer(long accountId, ScanRequest request, Idempotency.Held held) {
    return existing(accountId, request)
        .chain(
            found ->
                found
                    .map(answer -> keep(held, answer).replaceWith(answer))
                    .orElseGet(
                        () ->
                            probe
                                .look(request.repository())
                                .chain(seen -> accept(accountId, request, held, seen, 1))));
  }

  private Uni<Optional<Outcome>> existing(long accountId, ScanRequest request) {
    return results
        .find(accountId, request)
        .chain(
            hit ->
                hit.isPresent()
                    ? Uni.createFrom().item(hit)
                    : ScanRows.running(pool, accountId, request));
  }

  private Uni<Outcome> accept(
      long accountId, ScanRequest request, Idempotency.Held held, Visibility seen, int race) {
    refuse(seen);
    String id = ScanId.next(clock.instant());
    Outcome queued = Outcome.queued(id, request.repository().url());
    // Nobody knows yet whether an unseen repository is public, so its result is not shared.
    boolean isPublic = seen == Visibility.PUBLIC;
    return pool.withTransaction(
            transaction ->
                ScanRows.insert(transaction, id, accountId, request, isPublic)
                    .call(
                        made ->
                            made && held != null
                                ? idempotency.keep(transaction, held, queued)
                                : Uni.createFrom().voidItem()))
        .chain(
            made -> {
              if (made) {
                publishing.publish(id);
                return Uni.createFrom().item(queued);
              }
              return join(accountId, request, held, seen, race);
            });
  }

  /** Another request was first: its scan is the answer, unless it ended in between. */
  private Uni<Outcome> join(
      long accountId, ScanRequest request, Idempotency.Held held, Visibility seen, int race) {
    if (race > MAX_RACES) {
      return Uni.createFrom()
          .failure(new IllegalStateException("lost " + MAX_RACES + " races for one scan"));
    }
    return existing(accountId, request)
        .chain(
            found ->
                found
                    .map(answer -> keep(held, answer).replaceWith(answer))
                    .orElseGet(() -> accept(accountId, request, held, seen, race + 1)));
  }

  private Uni<Void> keep(Idempotency.Held held, Outcome answer) {
    return held == null ? Uni.createFrom().voidItem() : idempotency.keep(pool, held, answer);
  }

  private static void refuse(Visibility seen) {
    if (seen == Visibility.ABSENT) {
      throw new ApiException(
          ErrorCode.REPO_NOT_FOUND,
          "Repository not found",
          "The repository does not exist or is private");
    }
    if (seen == Visibility.PRIVATE) {
      throw new ApiException(
          ErrorCode.PRIVATE_REPO,
          "Repository is private",
          "Only public repositories can be scanned");
    }
  }

  private static <T> Uni<T> orElse(Optional<T> found, Supplier<Uni<T>> otherwise) {
    return found.map(item -> Uni.createFrom().item(item)).orElseGet(otherwise);
  }
}
