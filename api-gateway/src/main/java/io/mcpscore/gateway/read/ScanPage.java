package io.mcpscore.gateway.read;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A page of an account's scans, newest first.
 *
 * @param scans at most as many as were asked for
 * @param nextCursor where the next page begins, or null on the last
 */
public record ScanPage(
    List<Item> scans, @JsonInclude(JsonInclude.Include.ALWAYS) String nextCursor) {

  /**
   * One scan.
   *
   * @param id scan id
   * @param status where it stands
   * @param url canonical URL
   * @param score of a complete scan, or null
   * @param grade letter of the score, or null
   * @param safetyScore of a complete scan, or null
   * @param safetyGrade letter of the safety score, or null
   * @param findings how many, or null
   * @param cached whether an earlier result was served
   * @param createdAt when it was asked for
   * @param completedAt when it ended, or null
   */
  @Schema(name = "ScanSummary")
  public record Item(
      String id,
      String status,
      String url,
      Integer score,
      String grade,
      Integer safetyScore,
      String safetyGrade,
      Integer findings,
      boolean cached,
      Instant createdAt,
      Instant completedAt) {}
}
