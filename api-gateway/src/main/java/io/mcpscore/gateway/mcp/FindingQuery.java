package io.mcpscore.gateway.mcp;

import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.http.Body;
import io.mcpscore.gateway.read.Cursor;
import io.mcpscore.model.Finding;
import io.mcpscore.model.Json;
import io.mcpscore.model.Severity;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which findings of a scan, and from where on. A finished scan never changes, so a place in it is a
 * number; the cursor also says what it is a place in.
 *
 * @param scanId whose findings
 * @param minSeverity this bad or worse, or null for all
 * @param checkId of one check alone, or null
 * @param tool that one tool leads to, or null
 * @param limit how many at once
 * @param cursor where the page before ended, or null
 */
record FindingQuery(
    String scanId, Severity minSeverity, String checkId, String tool, int limit, String cursor) {

  private static final Set<String> MEMBERS =
      Set.of("scanId", "minSeverity", "checkId", "tool", "limit", "cursor");
  private static final int USUAL = 10;
  private static final int MOST = 30;
  private static final String SEPARATOR = ":";
  private static final int DIGEST_DIGITS = 16;

  static FindingQuery read(byte[] arguments) {
    Body body = Body.read(arguments, MEMBERS);
    return new FindingQuery(
        Arguments.required(body, "scanId"),
        severity(body.text("minSeverity")),
        body.text("checkId"),
        body.text("tool"),
        Arguments.number(body, "limit", 1, MOST, USUAL),
        body.text("cursor"));
  }

  /** Those of a report that are meant, all pages together. */
  List<Finding> of(List<Finding> findings) {
    return findings.stream()
        .filter(f -> minSeverity == null || f.severity().compareTo(minSeverity) <= 0)
        .filter(f -> checkId == null || checkId.equals(f.checkId()))
        // A model knows the name as it was shown.
        .filter(f -> tool == null || tool.equals(UntrustedText.line(f.tool(), UntrustedText.NAME)))
        .toList();
  }

  /** Where this page starts. */
  int offset() {
    if (cursor == null) {
      return 0;
    }
    String[] parts = Cursor.unpack(cursor).split(SEPARATOR, -1);
    if (parts.length != 2 || !parts[0].equals(what()) || !parts[1].matches("[0-9]{1,7}")) {
      throw Cursor.invalid();
    }
    return Integer.parseInt(parts[1]);
  }

  /** The cursor of the page that starts there. */
  String cursorAt(int offset) {
    return Cursor.pack(what() + SEPARATOR + offset);
  }

  private String what() {
    List<Object> all = Arrays.asList(scanId, minSeverity, checkId, tool);
    return Json.sha256(Json.write(all)).substring(0, DIGEST_DIGITS);
  }

  private static Severity severity(String text) {
    if (text == null) {
      return null;
    }
    return Arrays.stream(Severity.values())
        .filter(s -> s.key().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                ApiException.invalidRequest(
                    "minSeverity must be one of "
                        + Arrays.stream(Severity.values())
                            .map(Severity::key)
                            .collect(Collectors.joining(", "))));
  }
}
