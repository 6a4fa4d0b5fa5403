package io.mcpscore.gateway.read;

import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.http.Requests;
import io.mcpscore.gateway.http.Tagged;
import io.mcpscore.model.Json;
import io.mcpscore.report.ScanResult;
import io.mcpscore.report.diff.ScanDiff;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The answers of the API as objects, for whoever shows them otherwise. What they are made of is
 * read, cached and kept apart by account as for the API itself.
 */
@Singleton
public class ScanAnswers {

  private final LongPoll longPoll;
  private final MadeOfScans scans;

  ScanAnswers(LongPoll longPoll, MadeOfScans scans) {
    this.longPoll = longPoll;
    this.scans = scans;
  }

  /** A scan as far as it is. */
  public sealed interface Answer {

    /**
     * It has a report.
     *
     * @param result the whole answer
     */
    record Complete(ScanResult result) implements Answer {}

    /**
     * It is running, or has failed.
     *
     * @param scan the whole answer
     */
    record Unfinished(UnfinishedScan scan) implements Answer {}
  }

  /**
   * A scan, once it has ended if that happens in time.
   *
   * @param accountId who asks
   * @param id of the scan
   * @param wait how long to wait for its end
   * @return the answer, or {@code SCAN_NOT_FOUND}
   */
  public Uni<Answer> read(long accountId, String id, Duration wait) {
    return longPoll
        .read(accountId, id, wait)
        .chain(
            found ->
                switch (found) {
                  case ScanReader.Found.Running(UnfinishedScan scan) ->
                      Uni.createFrom().item(new Answer.Unfinished(scan));
                  case ScanReader.Found.Ended(FinishedScan scan) -> make(() -> answer(scan));
                });
  }

  /**
   * What changed from one scan to another.
   *
   * @param accountId who asks
   * @param before id of the earlier scan
   * @param after id of the later scan
   * @return the difference, or {@code SCAN_NOT_FOUND} or {@code SCAN_NOT_COMPLETE} for either
   */
  public Uni<ScanDiff> diff(long accountId, String before, String after) {
    return scans
        .diff(accountId, before, after)
        .chain(made -> make(() -> read(made, ScanDiff.class)));
  }

  /** The error for a scan that has no report, or none yet. */
  public static ApiException notComplete() {
    return MadeOfScans.notComplete();
  }

  private static Answer answer(FinishedScan scan) {
    try {
      return scan.complete()
          ? new Answer.Complete(ScanResult.of(Json.mapper().readTree(scan.answer().body())))
          : new Answer.Unfinished(read(scan.answer(), UnfinishedScan.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T read(Tagged json, Class<T> type) {
    try {
      return Json.mapper().readValue(json.body(), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reports can be large: they are read where no other request waits for it. */
  private static <T> Uni<T> make(Supplier<T> maker) {
    return Requests.comeBack(
        Uni.createFrom().item(maker).runSubscriptionOn(Infrastructure.getDefaultWorkerPool()));
  }
}
