package io.mcpscore.gateway.read;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.mcpscore.model.ApiError;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A batch, as clients see it.
 *
 * @param id of the batch
 * @param createdAt when it was asked for
 * @param total wishes
 * @param done whether nothing of it is waiting or running any more
 * @param counts wishes by where they stand
 * @param items one page of the wishes, in the order of the request
 * @param nextCursor where the next page begins, or null on the last
 */
@Schema(name = "Batch")
public record BatchView(
    String id,
    Instant createdAt,
    int total,
    boolean done,
    Counts counts,
    List<Item> items,
    @JsonInclude(JsonInclude.Include.ALWAYS) String nextCursor) {

  /**
   * Wishes by where they stand.
   *
   * @param pending waiting for a worker
   * @param analyzing running
   * @param complete with a result
   * @param failed ended without one
   * @param refused never accepted
   */
  @Schema(name = "BatchCounts")
  public record Counts(int pending, int analyzing, int complete, int failed, int refused) {

    int total() {
      return pending + analyzing + complete + failed + refused;
    }

    boolean done() {
      return pending + analyzing == 0;
    }
  }

  /**
   * One wish.
   *
   * @param index in the request, from 0
   * @param id its scan, or null
   * @param status where it stands: that of the scan, or {@code refused}
   * @param url canonical URL, or null where the text was none
   * @param cached whether an earlier result was served
   * @param score of a complete scan, or null
   * @param grade letter of the score, or null
   * @param safetyScore of a complete scan, or null
   * @param safetyGrade letter of the safety score, or null
   * @param findings how many, or null
   * @param completedAt when it ended, or null
   * @param error why it was refused or failed, or null
   */
  @Schema(name = "BatchItem")
  public record Item(
      int index,
      String id,
      String status,
      String url,
      boolean cached,
      Integer score,
      String grade,
      Integer safetyScore,
      String safetyGrade,
      Integer findings,
      Instant completedAt,
      ApiError error) {}
}
