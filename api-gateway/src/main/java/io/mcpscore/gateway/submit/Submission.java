package io.mcpscore.gateway.submit;

import io.mcpscore.gateway.config.QueueSettings;
import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.probe.RepositoryProbe;
import io.mcpscore.gateway.probe.Visibility;
import io.mcpscore.gateway.queue.DirectPublishing;
import io.mcpscore.gateway.upload.Uploads;
import io.mcpscore.gateway.webhook.WebhookWishes;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.ScanId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/**
 * The way of a wish. Order: idempotency key, earlier result, running scan, existence, charge, room
 * in the queue, row, queue. Cheap answers come first, and the repository's host is asked only for
 * what would be new work. Publishing comes after the commit; if it fails, or if the scan has to
 * take turns with those of others, the relay does it.
 */
@Singleton
class Submission {

  private static final int MAX_RACES = 5;

  private final Pool pool;
  private final ResultCache results;
  private final RepositoryProbe probe;
  private final Idempotency idempotency;
  private final DirectPublishing publishing;
  private final WebhookWishes webhooks;
  private final QueueSettings queue;
  private final Uploads uploads;
  private final Clock clock;

  Submission(
      Pool pool,
      ResultCache results,
      RepositoryProbe probe,
      Idempotency idempotency,
      DirectPublishing publishing,
      WebhookWishes webhooks,
      QueueSettings queue,
      Uploads uploads,
      Clock clock) {
    this.pool = pool;
    this.results = results;
    this.probe = probe;
    this.idempotency = idempotency;
    this.publishing = publishing;
    this.webhooks = webhooks;
    this.queue = queue;
    this.uploads = uploads;
    this.clock = clock;
  }

  /**
   * Answers a wish.
   *
   * @param asker who asks
   * @param request what for
   * @param idempotencyKey header of the request, or null
   */
  Uni<Outcome> submit(Asker asker, ScanRequest request, String idempotencyKey) {
    Uni<Void> checked = webhooks.check(asker.accountId(), request.webhookUrl());
    if (idempotencyKey == null) {
      return checked.chain(() -> answer(asker, request, null));
    }
    Idempotency.Held held = new Idempotency.Held(asker.accountId(), idempotencyKey);
    return checked.chain(
        () ->
            idempotency.once(
                held,
                request.digest().get(),
                kept -> Outcome.replayed(kept.status(), kept.as(Submitted.class)),
                () -> answer(asker, request, held)));
  }

  /** Notes who wants to hear of the end of a scan that was there before. */
  Uni<Void> follow(Asker asker, ScanRequest request, Outcome found) {
    return webhooks.note(pool, asker.accountId(), found.body().id(), request.webhookUrl());
  }

  /** What answers a wish without new work: an earlier result, or the account's running scan. */
  Uni<Optional<Outcome>> existing(Asker asker, ScanRequest request) {
    return results
        .find(asker.accountId(), request)
        .chain(
            hit ->
                hit.isPresent()
                    ? Uni.createFrom().item(hit)
                    : ScanRows.running(pool, asker.accountId(), request)
                        .call(running -> prefer(asker, running)));
  }

  /**
   * Makes a new scan, or joins one that began in between.
   *
   * @param asker who asks
   * @param request what for
   * @param held key to keep the answer under, or null
   * @param seen what the repository's host said
   */
  Uni<Outcome> accept(Asker asker, ScanRequest request, Idempotency.Held held, Visibility seen) {
    refuse(seen);
    return asker
        .charge()
        .take()
        .chain(
            () -> insert(asker, request, held, seen, 1).onFailure().call(asker.charge()::giveBack))
        .call(
            answer ->
                answer.kind() == Outcome.Kind.QUEUED
                    ? Uni.createFrom().voidItem()
                    : asker.charge().giveBack());
  }

  private Uni<Outcome> answer(Asker asker, ScanRequest request, Idempotency.Held held) {
    return existing(asker, request)
        .chain(
            found ->
                found
                    .map(answer -> settle(asker, request, held, answer))
                    .orElseGet(
                        () -> exists(request).chain(seen -> accept(asker, request, held, seen))));
  }

  private Uni<Visibility> exists(ScanRequest request) {
    return request.archive() == null
        ? probe.look(request.repository())
        : Uni.createFrom().item(Visibility.UNKNOWN);
  }

  private Uni<Outcome> insert(
      Asker asker, ScanRequest request, Idempotency.Held held, Visibility seen, int race) {
    String id = ScanId.next(clock.instant());
    Outcome queued = Outcome.queued(id, request.repository().url());
    // Nobody knows yet whether an unseen repository is public, so its result is not shared.
    boolean isPublic = seen == Visibility.PUBLIC;
    return pool.withTransaction(
            transaction ->
                ScanRows.insert(
                        transaction, id, asker, request, isPublic, queue.singlesPerAccount())
                    .call(made -> keepIfMade(transaction, made, held, queued))
                    .call(made -> attachIfMade(transaction, made, asker, request, id)))
        .chain(
            made -> {
              if (made.isMade()) {
                if (made == ScanRows.Insertion.MADE) {
                  publishing.publish(id);
                }
                return Uni.createFrom().item(queued);
              }
              return join(asker, request, held, seen, made, race);
            });
  }

  /** Another request was first: its scan is the answer, unless it ended in between. */
  private Uni<Outcome> join(
      Asker asker,
      ScanRequest request,
      Idempotency.Held held,
      Visibility seen,
      ScanRows.Insertion made,
      int race) {
    if (race > MAX_RACES) {
      return Uni.createFrom()
          .failure(new IllegalStateException("lost " + MAX_RACES + " races for one scan"));
    }
    return existing(asker, request)
        .chain(
            found -> {
              if (found.isPresent()) {
                return settle(asker, request, held, found.get());
              }
              return made == ScanRows.Insertion.FULL
                  ? Uni.createFrom().failure(QueueLimits.full())
                  : insert(asker, request, held, seen, race + 1);
            });
  }

  private Uni<Void> prefer(Asker asker, Optional<Outcome> running) {
    return running.isEmpty() || asker.bulk()
        ? Uni.createFrom().voidItem()
        : ScanRows.prefer(pool, running.get().body().id(), queue.singlesPerAccount());
  }

  private Uni<Outcome> settle(
      Asker asker, ScanRequest request, Idempotency.Held held, Outcome found) {
    return follow(asker, request, found).chain(() -> keep(held, found)).replaceWith(found);
  }

  private Uni<Void> attachIfMade(
      SqlConnection transaction,
      ScanRows.Insertion made,
      Asker asker,
      ScanRequest request,
      String id) {
    if (!made.isMade()) {
      return Uni.createFrom().voidItem();
    }
    Uni<Void> followed = webhooks.note(transaction, asker.accountId(), id, request.webhookUrl());
    return request.archive() == null
        ? followed
        : followed.chain(() -> uploads.keep(transaction, asker.accountId(), id, request.archive()));
  }

  private Uni<Void> keepIfMade(
      SqlConnection transaction, ScanRows.Insertion made, Idempotency.Held held, Outcome queued) {
    return made.isMade() && held != null
        ? idempotency.keep(transaction, held, queued.status(), queued.body())
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> keep(Idempotency.Held held, Outcome answer) {
    return held == null
        ? Uni.createFrom().voidItem()
        : idempotency.keep(pool, held, answer.status(), answer.body());
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
}
