package io.mcpscore.report.diff;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.model.Json;
import java.util.List;

/**
 * A member that is not what it was.
 *
 * @param member its name in the report
 * @param before its value then, or null for none
 * @param after its value now, or null for none
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record MemberChange(String member, JsonNode before, JsonNode after) {

  /** Adds the change of a member to a list, when there is one. */
  static void add(List<MemberChange> changes, String member, Object before, Object after) {
    JsonNode then = Json.mapper().valueToTree(before);
    JsonNode now = Json.mapper().valueToTree(after);
    // Stores may put members in another order; that is no change.
    if (!Json.canonical(then).equals(Json.canonical(now))) {
      changes.add(new MemberChange(member, then, now));
    }
  }
}
