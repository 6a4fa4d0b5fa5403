package io.mcpscore.gateway.submit;

import io.mcpscore.model.ApiError;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The answer to a wish for many scans.
 *
 * @param id of the batch
 * @param total wishes
 * @param accepted wishes that have a scan
 * @param refused wishes that have an error in its place
 * @param items what became of each wish, in the order of the request
 */
public record BatchAnswer(String id, int total, int accepted, int refused, List<Item> items) {

  /** Status of an answer that made something. */
  static final int CREATED = 201;

  /**
   * What became of one wish: what a request for it alone would have been answered.
   *
   * @param status HTTP status of that answer
   * @param scan its body, or null
   * @param error its error, or null
   */
  @Schema(name = "BatchAnswerItem")
  public record Item(int status, Submitted scan, ApiError error) {

    static Item of(Outcome outcome) {
      return new Item(outcome.status(), outcome.body(), null);
    }

    static Item of(ApiError error) {
      return new Item(error.code().httpStatus(), null, error);
    }

    /** The same wish once more: it gets what the first got, and nothing new. */
    Item repeated() {
      return scan == null ? this : new Item(200, scan, null);
    }
  }

  static BatchAnswer of(String id, List<Item> items) {
    int accepted = (int) items.stream().filter(item -> item.scan() != null).count();
    return new BatchAnswer(id, items.size(), accepted, items.size() - accepted, items);
  }
}
