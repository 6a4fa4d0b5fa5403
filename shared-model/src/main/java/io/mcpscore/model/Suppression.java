package io.mcpscore.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * That the repository asks to ignore a finding. The finding stays in the report; whether it still
 * costs points is the operator's decision, since the author of a repository is the one who is
 * judged.
 *
 * @param kind where it stands
 * @param reason the author's reason
 * @param expires last day on which it holds, as {@code 2027-01-31}, or null for no end
 * @param expired whether that day was over when the scan ran
 * @param lifted whether the finding costs nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Suppression(
    Kind kind, String reason, String expires, boolean expired, boolean lifted) {

  /** Where a suppression stands. */
  public enum Kind {
    /** A comment beside the code. */
    INLINE,
    /** An entry of {@code .mcpscore.yml}. */
    BASELINE;

    /** The lower-case name that the HTTP contract uses. */
    @JsonValue
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
