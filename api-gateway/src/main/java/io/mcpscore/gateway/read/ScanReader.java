package io.mcpscore.gateway.read;

import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.http.Tagged;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.Progress;
import io.mcpscore.model.ScanId;
import io.mcpscore.model.ScanStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one scan of one account. */
@Singleton
class ScanReader {

  // Looked up in the place of texts that are no ids, so that those take as long as unknown ids.
  private static final String NOBODY = "scan_0000000000000000000000";

  private final Pool pool;
  private final FinishedScans finished;
  private final ProgressReader progress;

  ScanReader(Pool pool, FinishedScans finished, ProgressReader progress) {
    this.pool = pool;
    this.finished = finished;
    this.progress = progress;
  }

  /** What is known of a scan: its final answer, or how far it is. */
  sealed interface Found {

    /**
     * Ended.
     *
     * @param answer its final answer
     */
    record Ended(FinishedScan answer) implements Found {}

    /**
     * Running.
     *
     * @param answer its present state
     */
    record Running(UnfinishedScan answer) implements Found {}
  }

  /** A scan, or {@code SCAN_NOT_FOUND} for unknown, malformed and other accounts' ids alike. */
  Uni<Found> read(long accountId, String id) {
    Optional<FinishedScan> known = finished.find(accountId, id);
    if (known.isPresent()) {
      return Uni.createFrom().item(new Found.Ended(known.get()));
    }
    return pool.preparedQuery(ScanRow.SELECT)
        .execute(Tuple.of(ScanId.isValid(id) ? id : NOBODY, accountId))
        .chain(
            rows -> {
              for (Row row : rows) {
                return found(accountId, new ScanRow(row));
              }
              return Uni.createFrom().failure(notFound());
            });
  }

  /** How far running scans are, see {@link ProgressReader#last(List)}. */
  Uni<Map<String, Progress>> progress(List<String> ids) {
    return progress.last(ids);
  }

  private Uni<Found> found(long accountId, ScanRow scan) {
    if (scan.status().ended()) {
      boolean complete = scan.status() == ScanStatus.COMPLETE;
      FinishedScan answer = new FinishedScan(Tagged.json(scan.ended()), complete);
      return Uni.createFrom().item(new Found.Ended(finished.keep(accountId, scan.id(), answer)));
    }
    if (scan.status() == ScanStatus.PENDING) {
      return Uni.createFrom().item(running(scan, Progress.WAITING));
    }
    return progress.last(scan.id()).map(last -> running(scan, last.orElse(null)));
  }

  private static Found running(ScanRow scan, Progress progress) {
    return new Found.Running(
        new UnfinishedScan(
            scan.id(),
            scan.status(),
            scan.url(),
            scan.createdAt(),
            scan.startedAt(),
            null,
            progress,
            null));
  }

  private static ApiException notFound() {
    return new ApiException(
        ErrorCode.SCAN_NOT_FOUND, "Scan not found", "There is no such scan in this account");
  }
}
