package io.mcpscore.gateway.upload;

import io.mcpscore.gateway.config.UploadSettings;
import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.queue.EndAnnouncer;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.FailureKind;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** Archives from the request to the table that workers read. */
@Singleton
public class Uploads {

  private static final Logger LOG = Logger.getLogger(Uploads.class);

  // The account is locked by the insertion of the scan, so that its limit is exact.
  private static final String KEEP =
      """
      INSERT INTO upload (scan_id, account_id, sha256, content)
      SELECT $1, $2, $3, $4 WHERE $5 + (
        SELECT coalesce(sum(bytes), 0) FROM upload WHERE account_id = $2) <= $6
      """;

  private static final String EXPIRE =
      """
      UPDATE scan SET status = 'failed', published_at = NULL, completed_at = now(),
        error_code = $2, error_message = $3, error_details = $4, error_kind = $5
      WHERE status = 'pending' AND id IN (
        SELECT scan_id FROM upload WHERE created_at < now() - make_interval(secs => $1))
      RETURNING id
      """;

  private final Pool pool;
  private final UploadBody bodies;
  private final ArchiveDoor door;
  private final EndAnnouncer announcer;
  private final UploadSettings settings;

  Uploads(
      Pool pool,
      UploadBody bodies,
      ArchiveDoor door,
      EndAnnouncer announcer,
      UploadSettings settings) {
    this.pool = pool;
    this.bodies = bodies;
    this.door = door;
    this.announcer = announcer;
    this.settings = settings;
  }

  /**
   * Reads the wish that came with an archive.
   *
   * @throws ApiException {@code INVALID_REQUEST}, {@code INVALID_ARCHIVE}, {@code
   *     PAYLOAD_TOO_LARGE}
   */
  public UploadRequest read(RoutingContext http) {
    byte[] body = UploadBody.of(http);
    UploadForm form;
    if (UploadBody.type(http).equals(UploadTypes.FORM)) {
      form = UploadForm.read(http.request().getHeader("Content-Type"), body, UploadRequest.NAMES);
    } else {
      form = new UploadForm(body, null, parameters(http));
    }
    bodies.requireSmall(form.content());
    door.check(form.content());
    return UploadRequest.of(form.content(), form.fileName(), form.fields());
  }

  /**
   * Keeps an archive until its scan ends.
   *
   * @param transaction that made the scan
   * @return done, or {@code QUEUE_LIMIT_EXCEEDED} when too much of the account waits
   */
  public Uni<Void> keep(SqlClient transaction, long accountId, String scanId, Archive archive) {
    Tuple values =
        Tuple.of(scanId, accountId, archive.sha256())
            .addBuffer(Buffer.buffer(archive.content()))
            .addLong((long) archive.content().length)
            .addLong(settings.maxBytesPerAccount());
    return transaction
        .preparedQuery(KEEP)
        .execute(values)
        .invoke(
            done -> {
              if (done.rowCount() == 0) {
                throw new ApiException(
                    ErrorCode.QUEUE_LIMIT_EXCEEDED,
                    "Too many uploads wait",
                    "Archives of this account that wait for workers may have "
                        + settings.maxBytesPerAccount()
                        + " bytes together; send this one again when some have ended");
              }
            })
        .replaceWithVoid();
  }

  /** Drops archives that no worker took; their scans fail. */
  @Scheduled(every = "{mcpscore.uploads.expire-every}", delayed = "2s")
  Uni<Void> expire() {
    return pool.preparedQuery(EXPIRE)
        .execute(
            Tuple.of(
                settings.keepFor().toMillis() / 1000.0,
                ErrorCode.SCAN_DROPPED.name(),
                "The archive waited too long for a worker",
                "Upload it again",
                FailureKind.PERMANENT.key()))
        .invoke(rows -> rows.forEach(row -> announcer.failed(row.getString("id"))))
        .replaceWithVoid()
        .onFailure()
        .invoke(failure -> LOG.warnf("uploads: %s", failure.getClass().getName()))
        .onFailure()
        .recoverWithNull();
  }

  private static Map<String, String> parameters(RoutingContext http) {
    Map<String, String> options = new HashMap<>();
    http.queryParams()
        .forEach(
            parameter -> {
              if (!UploadRequest.NAMES.contains(parameter.getKey())
                  || options.put(parameter.getKey(), parameter.getValue()) != null) {
                throw ApiException.invalidRequest(
                    "An archive may come with the query parameters "
                        + String.join(", ", UploadRequest.NAMES.stream().sorted().toList())
                        + ", each once");
              }
            });
    return options;
  }
}
