package io.mcpscore.worker.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.engine.Cancellation;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.Coverage;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.Phase;
import io.mcpscore.model.Progress;
import io.mcpscore.model.RepositoryAddress;
import io.mcpscore.model.ScanFailedException;
import io.mcpscore.worker.TestReports;
import io.mcpscore.worker.TestSnapshot;
import io.mcpscore.worker.ops.ScanMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the work makes of everything that can happen to it. */
class ScanWorkTest {

  private static final ClaimedScan SCAN =
      new ClaimedScan(
          "scan_1",
          1,
          1,
          0,
          new RepositoryAddress("github.com", "o", "n", null, "sub"),
          false,
          true);

  private final TestSnapshot snapshot = new TestSnapshot();

  @Test
  void reportAndCommitAreTheOutcome() {
    List<Progress> progress = new ArrayList<>();
    Analyzer analyzer =
        (files, path, budget, listener, cancellation) -> {
          assertEquals("sub", path);
          assertFalse(snapshot.isClosed());
          return TestReports.plain();
        };
    Outcome outcome = work(fetched(), analyzer).run(SCAN, progress::add, new Cancellation());
    Outcome.Finished finished = assertInstanceOf(Outcome.Finished.class, outcome);
    assertEquals(TestSnapshot.COMMIT, finished.commit());
    assertTrue(snapshot.isClosed());
    assertEquals(Phase.CLONING, progress.getFirst().phase());
  }

  @Test
  void knownCauseIsPassedOn() {
    ApiError error = new ApiError(ErrorCode.CLONE_FAILED, "cable", null);
    Outcome.Failed failed = failure(fetched(), new ScanFailedException(error, true, null));
    assertEquals(new Outcome.Failed(error, true), failed);
    assertTrue(snapshot.isClosed());
  }

  @Test
  void aHostThatAsksToWaitPostpones() {
    ApiError error = new ApiError(ErrorCode.CLONE_FAILED, "later", null);
    Fetcher asked =
        (address, known, listener, cancellation) -> {
          throw new ScanFailedException(error, Duration.ofSeconds(7), null);
        };
    assertEquals(
        new Outcome.Postponed(error, Duration.ofSeconds(7)),
        work(asked, null).run(SCAN, p -> {}, new Cancellation()));
  }

  @Test
  void memoryThatRunsOutIsResourceExhausted() {
    Outcome.Failed failed = failure(fetched(), new OutOfMemoryError("heap"));
    assertEquals(ErrorCode.RESOURCE_EXHAUSTED, failed.error().code());
  }

  @Test
  void anythingElseIsInternalAndSaysNothingOfIt() {
    for (Throwable broken :
        List.of(new IllegalStateException("repository text"), new StackOverflowError())) {
      Outcome.Failed failed = failure(fetched(), broken);
      assertEquals(ErrorCode.INTERNAL_ERROR, failed.error().code());
      assertFalse(failed.error().message().contains("repository text"));
      assertFalse(failed.isTransient());
    }
  }

  @Test
  void cancelledWorkEndsWithTheCauseOfTheCancellation() {
    Cancellation cancellation = new Cancellation();
    Analyzer late =
        (files, path, budget, listener, switched) -> {
          cancellation.cancel(new ApiError(ErrorCode.ANALYSIS_TIMEOUT, "over", null));
          return TestReports.plain();
        };
    Outcome outcome = work(fetched(), late).run(SCAN, p -> {}, cancellation);
    assertEquals(
        ErrorCode.ANALYSIS_TIMEOUT, assertInstanceOf(Outcome.Failed.class, outcome).error().code());
  }

  @Test
  void aKnownCommitIsNeitherFetchedNorAnalysed() {
    Fetcher asks =
        (address, known, listener, cancellation) ->
            known.test(TestSnapshot.COMMIT) ? Optional.empty() : Optional.of(snapshot);
    List<String> asked = new ArrayList<>();
    KnownReports reports =
        (scan, commit, basis) -> {
          asked.add(commit + " " + basis);
          return Optional.of("scan_0");
        };
    Outcome outcome = work(asks, null, reports).run(SCAN, p -> {}, new Cancellation());
    assertEquals(new Outcome.Known("scan_0"), outcome);
    assertEquals(List.of(TestSnapshot.COMMIT + " basis"), asked);
  }

  @Test
  void whoWantsAFreshScanGetsOne() {
    ClaimedScan fresh = new ClaimedScan("scan_1", 1, 1, 0, SCAN.address(), false, false);
    Fetcher asks =
        (address, known, listener, cancellation) ->
            known.test(TestSnapshot.COMMIT) ? Optional.empty() : Optional.of(snapshot);
    Analyzer analyzer = (files, path, budget, listener, cancellation) -> TestReports.plain();
    Outcome outcome =
        work(asks, analyzer, (scan, commit, basis) -> Optional.of("scan_0"))
            .run(fresh, p -> {}, new Cancellation());
    assertEquals("basis", assertInstanceOf(Outcome.Finished.class, outcome).basis());
  }

  @Test
  void aReportThatLacksSomethingByAccidentIsForNobodyElse() {
    Coverage part =
        new Coverage(
            3,
            2,
            1,
            List.of(new Coverage.Skipped("parse-timeout", 1, List.of("a.py"))),
            0,
            0,
            List.of(),
            List.of(),
            true);
    Analyzer analyzer = (files, path, budget, listener, cancellation) -> TestReports.covering(part);
    Outcome outcome = work(fetched(), analyzer).run(SCAN, p -> {}, new Cancellation());
    assertNull(assertInstanceOf(Outcome.Finished.class, outcome).basis());
  }

  @Test
  void tracesCarryNoMessages() {
    Exception broken = new IllegalStateException("outer text", new RuntimeException("inner text"));
    StringWriter text = new StringWriter();
    Traces.withoutMessages(broken).printStackTrace(new PrintWriter(text, true));
    assertTrue(text.toString().contains("IllegalStateException"));
    assertTrue(text.toString().contains("tracesCarryNoMessages"));
    assertFalse(text.toString().contains("outer text"));
    assertFalse(text.toString().contains("inner text"));
  }

  private Fetcher fetched() {
    return (address, known, listener, cancellation) -> Optional.of(snapshot);
  }

  private Outcome.Failed failure(Fetcher fetcher, Throwable broken) {
    Analyzer analyzer =
        (files, path, budget, listener, cancellation) -> {
          throw ScanWorkTest.<RuntimeException>sneaky(broken);
        };
    return assertInstanceOf(
        Outcome.Failed.class, work(fetcher, analyzer).run(SCAN, p -> {}, new Cancellation()));
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T sneaky(Throwable broken) throws T {
    throw (T) broken;
  }

  private static ScanWork work(Fetcher fetcher, Analyzer analyzer) {
    return work(fetcher, analyzer, (scan, commit, basis) -> Optional.empty());
  }

  private static ScanWork work(Fetcher fetcher, Analyzer analyzer, KnownReports reports) {
    return new ScanWork(
        fetcher,
        analyzer,
        new Reuse(reports, "basis", true),
        ScanBudget.DEFAULT,
        new ScanMetrics(new SimpleMeterRegistry()));
  }
}
