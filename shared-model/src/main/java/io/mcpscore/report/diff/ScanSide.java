package io.mcpscore.report.diff;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mcpscore.model.CompleteScan;
import io.mcpscore.model.Grade;
import io.mcpscore.report.ScanResult;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One of the two scans.
 *
 * @param id scan id
 * @param url canonical URL
 * @param commit 40 hex digits, or null
 * @param ref branch, tag or commit that was asked for, or null
 * @param path sub-directory that was asked for, or null
 * @param completedAt when it ended, or null
 * @param score 0 to 100
 * @param grade letter of {@code score}
 * @param safetyScore 0 to 100
 * @param safetyGrade letter of {@code safetyScore}
 * @param ruleSetVersion rules it was made by
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScanSide(
    String id,
    String url,
    String commit,
    String ref,
    String path,
    Instant completedAt,
    int score,
    Grade grade,
    int safetyScore,
    Grade safetyGrade,
    String ruleSetVersion) {

  static ScanSide of(ScanResult result) {
    CompleteScan scan = result.scan();
    return new ScanSide(
        scan.id(),
        scan.url(),
        scan.commit(),
        scan.ref(),
        scan.path(),
        scan.completedAt() == null ? null : scan.completedAt().truncatedTo(ChronoUnit.SECONDS),
        result.report().score(),
        result.report().grade(),
        result.report().safetyScore(),
        result.report().safetyGrade(),
        result.report().ruleSetVersion());
  }
}
