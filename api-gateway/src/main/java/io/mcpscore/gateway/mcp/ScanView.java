package io.mcpscore.gateway.mcp;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mcpscore.gateway.read.ScanAnswers.Answer;
import io.mcpscore.gateway.read.UnfinishedScan;
import io.mcpscore.model.ApiError;
import io.mcpscore.model.Coverage;
import io.mcpscore.model.Grade;
import io.mcpscore.model.Progress;
import io.mcpscore.model.Report;
import io.mcpscore.model.ScanStatus;
import io.mcpscore.model.Severity;
import io.mcpscore.report.ScanResult;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A scan as a model sees it: enough to decide on, with the findings left to {@code list_findings}.
 *
 * @param notice how to read the text of the repository, or null without any
 * @param scanId its id
 * @param status where it stands
 * @param url canonical URL
 * @param cached whether an earlier result is served, or null while it is not known
 * @param commit that was read, or null
 * @param createdAt when it was asked for
 * @param completedAt when it ended, or null
 * @param progress how far it is, or null
 * @param score 0 to 100, or null
 * @param grade letter of the score, or null
 * @param safetyScore 0 to 100: what an agent risks by connecting, or null
 * @param safetyGrade its letter, or null
 * @param findings how many of each severity, or null
 * @param coverage what was looked at, or null
 * @param tools what the server offers, the riskiest first, or null
 * @param toolsLeftOut how many more there are, or null
 * @param error why it failed, or null
 * @param next what to do now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScanView(
    String notice,
    String scanId,
    ScanStatus status,
    String url,
    Boolean cached,
    String commit,
    Instant createdAt,
    Instant completedAt,
    Progress progress,
    Integer score,
    Grade grade,
    Integer safetyScore,
    Grade safetyGrade,
    Map<Severity, Integer> findings,
    Covered coverage,
    List<ToolView> tools,
    Integer toolsLeftOut,
    ApiError error,
    String next) {

  private static final int MOST_TOOLS = 40;

  /**
   * What was looked at.
   *
   * @param sufficient whether enough of it was, for the score to mean something
   * @param sourceFiles files of the server
   * @param filesAnalysed those of them that were read
   * @param toolsFound tools that the source registers
   * @param toolsResolved those of them whose code was found
   */
  record Covered(
      boolean sufficient, int sourceFiles, int filesAnalysed, int toolsFound, int toolsResolved) {

    static Covered of(Coverage coverage) {
      return new Covered(
          coverage.sufficient(),
          coverage.sourceFiles(),
          coverage.filesAnalysed(),
          coverage.toolsFound(),
          coverage.toolsResolved());
    }
  }

  /**
   * A view.
   *
   * @param earlier whether the scan is an earlier one that answers a new wish
   */
  static ScanView of(Answer answer, boolean earlier) {
    return switch (answer) {
      case Answer.Complete(ScanResult result) -> complete(result, earlier);
      case Answer.Unfinished(UnfinishedScan scan) -> unfinished(scan);
    };
  }

  /** In a sentence or two, without a word of the repository. */
  String text() {
    StringBuilder out = new StringBuilder();
    out.append("%s of %s: %s.".formatted(scanId, url, status.key()));
    if (score != null) {
      out.append(
          " Score %d of 100 (%s), safety score %d (%s)."
              .formatted(score, grade, safetyScore, safetyGrade));
      out.append(" Findings:");
      findings.forEach((severity, count) -> out.append(" %d %s".formatted(count, severity.key())));
      out.append(". Tools: %d.".formatted(tools.size() + toolsLeftOut));
      if (!coverage.sufficient()) {
        out.append(" Too little of it could be analysed for the score to be trusted.");
      }
    }
    if (progress != null) {
      out.append(" %s, %d %%.".formatted(progress.phase().key(), progress.percent()));
    }
    if (error != null) {
      out.append(" %s: %s".formatted(error.code(), error.message()));
    }
    return out.append(' ').append(next).toString();
  }

  private static ScanView complete(ScanResult result, boolean earlier) {
    Report report = result.report();
    List<ToolView> tools = ToolView.riskiest(report.tools(), MOST_TOOLS);
    return new ScanView(
        UntrustedText.NOTICE,
        result.scan().id(),
        ScanStatus.COMPLETE,
        result.scan().url(),
        earlier || result.scan().cached(),
        result.scan().commit(),
        result.scan().createdAt(),
        result.scan().completedAt(),
        null,
        report.score(),
        report.grade(),
        report.safetyScore(),
        report.safetyGrade(),
        report.summary(),
        Covered.of(report.coverage()),
        tools,
        report.tools().size() - tools.size(),
        null,
        report.findings().isEmpty()
            ? "There are no findings."
            : "Call list_findings with this scanId for the findings, the worst first.");
  }

  private static ScanView unfinished(UnfinishedScan scan) {
    boolean failed = scan.status() == ScanStatus.FAILED;
    return new ScanView(
        null,
        scan.id(),
        scan.status(),
        scan.url(),
        null,
        null,
        scan.createdAt(),
        scan.completedAt(),
        scan.progress(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        scan.error(),
        failed
            ? "Tell the user why it failed; the same scan will most likely fail again."
            : "Call get_scan with this scanId and waitSeconds until status is complete or failed.");
  }
}
