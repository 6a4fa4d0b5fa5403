package io.mcpscore.gateway.submit;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.mcpscore.gateway.config.ResultSettings;
import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.Json;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Answers under an {@code Idempotency-Key}. Phases: the key is reserved; the work is done; the
 * answer is kept, in the same transaction as the row it made; every later request with the key gets
 * it. A failed request gives the key back. A reservation whose gateway died is taken over after
 * some seconds, for which it was not renewed.
 */
@Singleton
class Idempotency {

  private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");
  private static final int ABANDONED_SECONDS = 10;

  private static final Duration RENEW_EVERY = Duration.ofSeconds(3);

  private static final String RESERVE =
      """
      INSERT INTO idempotency_key AS k (account_id, key, request_hash) VALUES ($1, $2, $3)
      ON CONFLICT (account_id, key) DO UPDATE
        SET request_hash = excluded.request_hash, status = NULL, body = NULL, created_at = now()
        WHERE k.created_at < now() - make_interval(secs => $4)
          OR (k.status IS NULL AND k.request_hash = excluded.request_hash
              AND k.created_at < now() - make_interval(secs => $5))
      """;

  private static final String FIND =
      "SELECT request_hash, status, body::text AS body FROM idempotency_key"
          + " WHERE account_id = $1 AND key = $2";

  private static final String KEEP =
      "UPDATE idempotency_key SET status = $3, body = $4::text::jsonb"
          + " WHERE account_id = $1 AND key = $2";

  private static final String RENEW =
      "UPDATE idempotency_key SET created_at = now()"
          + " WHERE account_id = $1 AND key = $2 AND status IS NULL";

  private static final String RELEASE =
      "DELETE FROM idempotency_key WHERE account_id = $1 AND key = $2 AND status IS NULL";

  private static final String FORGET =
      "DELETE FROM idempotency_key WHERE created_at < now() - make_interval(secs => $1)";

  private final Pool pool;
  private final double keepSeconds;

  Idempotency(Pool pool, ResultSettings settings) {
    this.pool = pool;
    this.keepSeconds = settings.idempotencyFor().toMillis() / 1000.0;
  }

  /**
   * A key that this request holds.
   *
   * @param accountId whose it is
   * @param key as the client sent it
   */
  record Held(long accountId, String key) {}

  /**
   * An answer that was given.
   *
   * @param status of it
   * @param json body of it
   */
  record Kept(int status, String json) {

    /** The body as what it was. */
    <T> T as(Class<T> type) {
      try {
        return Json.mapper().readValue(json, type);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("a kept answer is not readable", e);
      }
    }
  }

  /** Checks the form of the header. */
  private static void check(String key) {
    if (!FORM.matcher(key).matches()) {
      throw ApiException.invalidRequest(
          "Idempotency-Key must be 1 to 255 visible ASCII characters");
    }
  }

  /**
   * Reserves a key, or finds the answer that was given under it.
   *
   * @return the earlier answer, or empty when this request now holds the key; {@code
   *     IDEMPOTENCY_KEY_REUSED} for another body, {@code IDEMPOTENCY_CONFLICT} while another
   *     request holds it
   */
  private Uni<Optional<Kept>> reserve(Held held, String requestHash) {
    Tuple row =
        Tuple.of(
            held.accountId(), held.key(), requestHash, keepSeconds, (double) ABANDONED_SECONDS);
    return pool.preparedQuery(RESERVE)
        .execute(row)
        .chain(
            done ->
                done.rowCount() == 1
                    ? Uni.createFrom().item(Optional.<Kept>empty())
                    : pool.preparedQuery(FIND)
                        .execute(Tuple.of(held.accountId(), held.key()))
                        .map(ScanRows.first(found -> earlier(found, requestHash)))
                        .onItem()
                        .transform(found -> Optional.of(found.orElseThrow(Idempotency::conflict))));
  }

  /** Keeps the answer; part of the transaction that made it true. */
  Uni<Void> keep(SqlClient transaction, Held held, int status, Object body) {
    return transaction
        .preparedQuery(KEEP)
        .execute(Tuple.of(held.accountId(), held.key(), status, Json.write(body)))
        .replaceWithVoid();
  }

  /**
   * Does something once under a key: at the first request it is done, and later ones get its
   * answer.
   *
   * @param held the key, which the work keeps its answer under
   * @param requestHash of the body
   * @param again makes an outcome of the answer that was kept
   * @param work what to do
   */
  <T> Uni<T> once(Held held, String requestHash, Function<Kept, T> again, Supplier<Uni<T>> work) {
    check(held.key());
    return reserve(held, requestHash)
        .chain(
            earlier ->
                earlier.isPresent()
                    ? Uni.createFrom().item(again.apply(earlier.get()))
                    : renewed(held, work.get())
                        .onFailure()
                        .call(() -> release(held).onFailure().recoverWithNull()));
  }

  /** Shows that the request which holds the key still lives, for as long as its work goes on. */
  private <T> Uni<T> renewed(Held held, Uni<T> work) {
    return Uni.createFrom()
        .deferred(
            () -> {
              Cancellable renewal =
                  Multi.createFrom()
                      .ticks()
                      .startingAfter(RENEW_EVERY)
                      .every(RENEW_EVERY)
                      .onOverflow()
                      .drop()
                      .onItem()
                      .transformToUniAndConcatenate(
                          tick -> renew(held).onFailure().recoverWithNull())
                      .subscribe()
                      .with(done -> {});
              return work.onTermination().invoke(renewal::cancel);
            });
  }

  private Uni<Void> renew(Held held) {
    return pool.preparedQuery(RENEW)
        .execute(Tuple.of(held.accountId(), held.key()))
        .replaceWithVoid();
  }

  /** Gives a key back after a failure; does nothing once an answer is kept. */
  private Uni<Void> release(Held held) {
    return pool.preparedQuery(RELEASE)
        .execute(Tuple.of(held.accountId(), held.key()))
        .replaceWithVoid();
  }

  /** Forgets old answers. */
  @Scheduled(every = "1h", delayed = "1m")
  Uni<Void> forget() {
    return pool.preparedQuery(FORGET)
        .execute(Tuple.of(keepSeconds))
        .replaceWithVoid()
        .onFailure()
        .recoverWithNull();
  }

  private static Kept earlier(Row row, String requestHash) {
    if (!row.getString("request_hash").equals(requestHash)) {
      throw new ApiException(
          ErrorCode.IDEMPOTENCY_KEY_REUSED,
          "Idempotency-Key was used for another request",
          "Use a new key for a new request");
    }
    Integer status = row.getInteger("status");
    if (status == null) {
      throw conflict();
    }
    return new Kept(status, row.getString("body"));
  }

  private static ApiException conflict() {
    return new ApiException(
        ErrorCode.IDEMPOTENCY_CONFLICT,
        "A request with this Idempotency-Key is under way",
        "Wait for its answer, then try again");
  }
}
