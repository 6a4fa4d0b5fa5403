package io.mcpscore.worker.queue;

import io.mcpscore.model.ApiError;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.ScanFailedException;
import io.mcpscore.worker.scan.UploadedArchives;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads the archives that the gateway keeps in the database. What has the same SHA-256 has the same
 * bytes, so any row with them will do.
 */
@Singleton
public class UploadRows implements UploadedArchives {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String FIND = "SELECT content FROM upload WHERE sha256 = $1 LIMIT 1";

  private final Pool pool;

  UploadRows(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Optional<byte[]> find(String sha256) {
    try {
      for (Row row : pool.preparedQuery(FIND).execute(Tuple.of(sha256)).await().atMost(PATIENCE)) {
        return Optional.of(row.getBuffer("content").getBytes());
      }
      return Optional.empty();
    } catch (RuntimeException e) {
      throw new ScanFailedException(
          new ApiError(ErrorCode.CLONE_FAILED, "The archive could not be read.", "Try again."),
          true,
          e);
    }
  }
}
