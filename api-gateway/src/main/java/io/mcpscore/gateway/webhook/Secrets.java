package io.mcpscore.gateway.webhook;

import io.mcpscore.gateway.auth.Pepper;
import io.mcpscore.gateway.config.WebhookSettings;
import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.http.Times;
import io.mcpscore.model.ErrorCode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The secrets that events are signed with, one an account. */
@Singleton
class Secrets {

  private static final String PREFIX = "whsec_";
  private static final String PURPOSE = "webhook-secret";
  private static final int SALT_BYTES = 32;

  private static final String RENEW =
      """
      INSERT INTO webhook_secret AS s (account_id, salt) VALUES ($1, $2)
      ON CONFLICT (account_id) DO UPDATE SET salt = excluded.salt, created_at = now(),
        previous_salt = CASE WHEN $3::double precision > 0 THEN s.salt END,
        previous_until = CASE WHEN $3::double precision > 0
          THEN now() + make_interval(secs => $3::double precision) END
      RETURNING created_at, previous_until
      """;

  private static final String FIND =
      """
      SELECT created_at, CASE WHEN previous_until > now() THEN previous_until END AS previous_until
      FROM webhook_secret WHERE account_id = $1
      """;

  private final Pool pool;
  private final Pepper pepper;
  private final double overlapSeconds;
  private final SecureRandom random = new SecureRandom();

  Secrets(Pool pool, Pepper pepper, WebhookSettings settings) {
    this.pool = pool;
    this.pepper = pepper;
    this.overlapSeconds = settings.secretOverlap().toMillis() / 1000.0;
  }

  /**
   * Makes a new secret.
   *
   * @param atOnce whether the one before signs nothing any more
   */
  Uni<SecretView> renew(long accountId, boolean atOnce) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    String shown = PREFIX + Base64.getEncoder().encodeToString(pepper.derive(PURPOSE, salt));
    return pool.preparedQuery(RENEW)
        .execute(
            Tuple.of(accountId)
                .addBuffer(Buffer.buffer(salt))
                .addDouble(atOnce ? 0.0 : overlapSeconds))
        .map(rows -> view(rows.iterator().next(), shown));
  }

  /** What may be told of the secret, or {@code WEBHOOK_SECRET_REQUIRED} when there is none. */
  Uni<SecretView> find(long accountId) {
    return pool.preparedQuery(FIND)
        .execute(Tuple.of(accountId))
        .map(
            rows -> {
              for (Row row : rows) {
                return view(row, null);
              }
              throw new ApiException(
                  ErrorCode.WEBHOOK_SECRET_REQUIRED,
                  "This account has no webhook secret",
                  "Make one with POST /api/v1/webhooks/secret");
            });
  }

  /** The keys that salts of the table stand for; the second may be null. */
  List<byte[]> keys(Buffer salt, Buffer previous) {
    List<byte[]> keys = new ArrayList<>(2);
    keys.add(pepper.derive(PURPOSE, salt.getBytes()));
    if (previous != null) {
      keys.add(pepper.derive(PURPOSE, previous.getBytes()));
    }
    return keys;
  }

  private static SecretView view(Row row, String secret) {
    return new SecretView(
        secret,
        Times.seconds(row.getOffsetDateTime("created_at")),
        Times.seconds(row.getOffsetDateTime("previous_until")));
  }
}
