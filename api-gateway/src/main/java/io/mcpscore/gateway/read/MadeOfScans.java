package io.mcpscore.gateway.read;

import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.http.Requests;
import io.mcpscore.gateway.http.Tagged;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.Json;
import io.mcpscore.report.ReportFormat;
import io.mcpscore.report.ScanResult;
import io.mcpscore.report.diff.ScanDiff;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Supplier;

/** What is made of finished scans: their other forms, and their differences. */
@Singleton
class MadeOfScans {

  private final ScanReader reader;
  private final FinishedScans memory;

  MadeOfScans(ScanReader reader, FinishedScans memory) {
    this.reader = reader;
    this.memory = memory;
  }

  /**
   * A scan in another form than JSON.
   *
   * @param scan its answer, which is complete
   */
  Uni<Tagged> form(long accountId, String id, FinishedScan scan, ReportFormat form) {
    return make(accountId, id, form.key(), () -> form.render(result(scan)));
  }

  /**
   * What changed from one scan to another.
   *
   * @throws ApiException {@code SCAN_NOT_FOUND} or {@code SCAN_NOT_COMPLETE}, for either
   */
  Uni<Tagged> diff(long accountId, String before, String after) {
    return complete(accountId, before)
        .chain(
            first ->
                complete(accountId, after)
                    .chain(
                        second ->
                            make(
                                accountId,
                                before,
                                "diff/" + after,
                                () ->
                                    Json.write(ScanDiff.between(result(first), result(second))))));
  }

  /** The error for a scan that has no report, or none yet. */
  static ApiException notComplete() {
    return new ApiException(
        ErrorCode.SCAN_NOT_COMPLETE,
        "Scan not complete",
        "The scan is still running, or it failed: read it as JSON, with wait=60 to wait for it");
  }

  private Uni<FinishedScan> complete(long accountId, String id) {
    return reader
        .read(accountId, id)
        .map(
            found -> {
              if (found instanceof ScanReader.Found.Ended(FinishedScan scan) && scan.complete()) {
                return scan;
              }
              throw notComplete();
            });
  }

  /** Makes it where no other request waits for it, once. */
  private Uni<Tagged> make(long accountId, String id, String what, Supplier<String> maker) {
    Optional<Tagged> known = memory.find(accountId, id, what);
    if (known.isPresent()) {
      return Uni.createFrom().item(known.get());
    }
    return Requests.comeBack(
        Uni.createFrom()
            .item(() -> Tagged.text(maker.get()))
            .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
            .map(made -> memory.keep(accountId, id, what, made)));
  }

  private static ScanResult result(FinishedScan scan) {
    try {
      return ScanResult.of(Json.mapper().readTree(scan.answer().body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
