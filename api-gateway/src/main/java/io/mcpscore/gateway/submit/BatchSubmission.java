package io.mcpscore.gateway.submit;

import io.mcpscore.gateway.config.BatchSettings;
import io.mcpscore.gateway.config.GitSettings;
import io.mcpscore.gateway.http.Errors;
import io.mcpscore.gateway.probe.RepositoryProbe;
import io.mcpscore.gateway.probe.Visibility;
import io.mcpscore.gateway.webhook.WebhookWishes;
import io.mcpscore.model.RepositoryAddress;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The way of many wishes: each goes the way of a single one. Phases: wishes for the same thing
 * become one; results, running scans and existence are looked up, several at a time; what is new is
 * inserted, few at a time, since an account's insertions wait for each other; the batch is kept.
 * The relay publishes the jobs as it is the account's turn. A gateway that dies in between leaves
 * scans without a batch: sending the same again joins them.
 */
@Singleton
class BatchSubmission {

  private static final int INSERTIONS = 2;

  private final Submission submission;
  private final RepositoryProbe probe;
  private final Idempotency idempotency;
  private final WebhookWishes webhooks;
  private final SubmissionMetrics metrics;
  private final Pool pool;
  private final BatchSettings settings;
  private final GitSettings git;
  private final Clock clock;

  BatchSubmission(
      Submission submission,
      RepositoryProbe probe,
      Idempotency idempotency,
      WebhookWishes webhooks,
      SubmissionMetrics metrics,
      Pool pool,
      BatchSettings settings,
      GitSettings git,
      Clock clock) {
    this.submission = submission;
    this.probe = probe;
    this.idempotency = idempotency;
    this.webhooks = webhooks;
    this.metrics = metrics;
    this.pool = pool;
    this.settings = settings;
    this.git = git;
    this.clock = clock;
  }

  /**
   * Answers many wishes; one that is refused costs no other.
   *
   * @param asker who asks
   * @param request what for
   * @param idempotencyKey header of the request, or null
   */
  Uni<BatchAnswer> submit(Asker asker, BatchRequest request, String idempotencyKey) {
    Uni<Void> checked = webhooks.check(asker.accountId(), request.options().webhookUrl());
    if (idempotencyKey == null) {
      return checked.chain(() -> answer(asker, request, null));
    }
    Idempotency.Held held = new Idempotency.Held(asker.accountId(), idempotencyKey);
    return checked.chain(
        () ->
            idempotency.once(
                held,
                // A batch of one is another request than the single one.
                "batch " + request.digest(),
                kept -> kept.as(BatchAnswer.class),
                () -> answer(asker, request, held)));
  }

  private Uni<BatchAnswer> answer(Asker asker, BatchRequest request, Idempotency.Held held) {
    Wishes wishes = Wishes.of(request, git.hosts());
    long deadline = System.nanoTime() + settings.probeTime().toNanos();
    return Multi.createFrom()
        .iterable(wishes.distinct())
        .onItem()
        .transformToUni(wish -> look(asker, wish, deadline))
        .merge(settings.probes())
        .onItem()
        .transformToUni(seen -> settle(asker, seen))
        .merge(INSERTIONS)
        .collect()
        .in(
            () -> new HashMap<RepositoryAddress, BatchAnswer.Item>(),
            (settled, one) -> settled.put(one.repository(), one.item()))
        .chain(settled -> keep(asker, wishes, settled, held));
  }

  private Uni<Seen> look(Asker asker, ScanRequest wish, long deadline) {
    return submission
        .existing(asker, wish)
        .chain(
            found ->
                found.isPresent()
                    ? Uni.createFrom().item(new Seen(wish, found, Visibility.UNKNOWN, null))
                    : exists(wish, deadline).map(seen -> new Seen(wish, found, seen, null)))
        .onFailure()
        .recoverWithItem(failure -> new Seen(wish, Optional.empty(), null, failure));
  }

  private Uni<Visibility> exists(ScanRequest wish, long deadline) {
    long left = deadline - System.nanoTime();
    return left <= 0
        ? Uni.createFrom().item(Visibility.UNKNOWN)
        : probe
            .look(wish.repository())
            .ifNoItem()
            .after(Duration.ofNanos(left))
            .recoverWithItem(Visibility.UNKNOWN);
  }

  private Uni<Settled> settle(Asker asker, Seen seen) {
    RepositoryAddress repository = seen.wish().repository();
    return Uni.createFrom()
        .deferred(
            () -> {
              if (seen.failure() != null) {
                return Uni.createFrom().<Outcome>failure(seen.failure());
              }
              return seen.found()
                  .map(
                      outcome ->
                          submission.follow(asker, seen.wish(), outcome).replaceWith(outcome))
                  .orElseGet(() -> submission.accept(asker, seen.wish(), null, seen.visibility()));
            })
        .invoke(metrics::count)
        .map(outcome -> new Settled(repository, BatchAnswer.Item.of(outcome)))
        .onFailure()
        .recoverWithItem(
            failure -> new Settled(repository, BatchAnswer.Item.of(Errors.of(failure))));
  }

  private Uni<BatchAnswer> keep(
      Asker asker,
      Wishes wishes,
      Map<RepositoryAddress, BatchAnswer.Item> settled,
      Idempotency.Held held) {
    BatchAnswer answer = BatchAnswer.of(BatchId.next(clock.instant()), wishes.inOrder(settled));
    return pool.withTransaction(
            transaction ->
                BatchRows.insert(transaction, asker.accountId(), answer, wishes.urls())
                    .call(
                        () ->
                            held == null
                                ? Uni.createFrom().voidItem()
                                : idempotency.keep(transaction, held, BatchAnswer.CREATED, answer)))
        .replaceWith(answer);
  }

  private record Seen(
      ScanRequest wish, Optional<Outcome> found, Visibility visibility, Throwable failure) {}

  private record Settled(RepositoryAddress repository, BatchAnswer.Item item) {}
}
