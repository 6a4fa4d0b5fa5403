package io.mcpscore.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * What the AI stage did.
 *
 * @param status how it ended
 * @param model model that answered, or null
 * @param summary its words, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AiResult(Status status, String model, String summary) {

  /** How the stage ended. */
  public enum Status {
    DONE,
    SKIPPED,
    UNAVAILABLE,
    FAILED;

    /** The lower-case name that the HTTP contract uses. */
    @JsonValue
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The caller asked for no AI. */
  public static final AiResult SKIPPED = new AiResult(Status.SKIPPED, null, null);

  /** The caller asked for AI and the operator has configured none. */
  public static final AiResult UNAVAILABLE = new AiResult(Status.UNAVAILABLE, null, null);
}
