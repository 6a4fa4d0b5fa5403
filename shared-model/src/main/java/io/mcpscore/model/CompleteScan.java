package io.mcpscore.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The answer for a finished scan: who asked for what and when, around the report. The gateway and
 * the command line both answer with {@link #toJson}, so that the two cannot differ.
 *
 * @param id scan id
 * @param url canonical URL
 * @param commit 40 hex digits, or null for a tree without git
 * @param ref branch, tag or commit that was asked for, or null
 * @param path sub-directory that was asked for, or null
 * @param cached whether an earlier result was served
 * @param createdAt when it was asked for
 * @param startedAt when work began
 * @param completedAt when it ended
 * @param ai what the AI stage did
 */
public record CompleteScan(
    String id,
    String url,
    String commit,
    String ref,
    String path,
    boolean cached,
    Instant createdAt,
    Instant startedAt,
    Instant completedAt,
    AiResult ai) {

  /** The members that come before the rest, in the order of the published answer. */
  private static final String[] HEAD = {"score", "grade", "safetyScore", "safetyGrade", "findings"};

  /**
   * The wire form.
   *
   * @param report the report as a tree, in any member order
   */
  public ObjectNode toJson(JsonNode report) {
    ObjectNode out = Json.mapper().createObjectNode();
    out.put("id", id).put("status", ScanStatus.COMPLETE.key()).put("url", url);
    for (String name : HEAD) {
      out.set(name, report.get(name));
    }
    putText(out, "commit", commit);
    putText(out, "ref", ref);
    putText(out, "path", path);
    out.put("cached", cached);
    putTime(out, "createdAt", createdAt);
    putTime(out, "startedAt", startedAt);
    putTime(out, "completedAt", completedAt);
    out.set("ai", Json.mapper().valueToTree(ai));
    report.properties().forEach(e -> out.putIfAbsent(e.getKey(), e.getValue()));
    return out;
  }

  private static void putText(ObjectNode out, String name, String value) {
    if (value != null) {
      out.put(name, value);
    }
  }

  private static void putTime(ObjectNode out, String name, Instant value) {
    if (value != null) {
      out.put(name, value.truncatedTo(ChronoUnit.SECONDS).toString());
    }
  }
}
