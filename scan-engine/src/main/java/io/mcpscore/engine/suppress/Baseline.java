package io.mcpscore.engine.suppress;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.mcpscore.engine.source.SourceFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The entries of {@code .mcpscore.yml} at the root of what is scanned:
 *
 * <pre>
 * ignore:
 *   - check: rce-eval
 *     path: src/calc          # a file or a directory; without it, everywhere
 *     fingerprint: 3f0c…      # one finding alone
 *     reason: evaluates constants of the build
 *     expires: 2027-01-31     # last day on which it holds
 * </pre>
 */
final class Baseline {

  private static final String NAME = ".mcpscore.yml";
  private static final int MOST_ENTRIES = 2_000;
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder()
              .streamReadConstraints(
                  StreamReadConstraints.builder()
                      .maxNestingDepth(20)
                      .maxStringLength(20_000)
                      .build())
              .build());

  /** An entry; a member that was left out is the empty text, or null for the date. */
  record Entry(String check, String path, String fingerprint, String reason, String expires) {

    boolean covers(String file, String checkId, String fingerprintOfFinding) {
      boolean here = path.isEmpty() || file.equals(path) || file.startsWith(path + "/");
      return check.equals(checkId)
          && here
          && (fingerprint.isEmpty() || fingerprint.equals(fingerprintOfFinding));
    }
  }

  private final List<Entry> entries = new ArrayList<>();

  Baseline(List<SourceFile> files, String directory, List<String> notes) {
    for (SourceFile file : files) {
      if (file.path().equals(directory + NAME)) {
        read(file, directory, notes);
      }
    }
  }

  private void read(SourceFile file, String directory, List<String> notes) {
    JsonNode root;
    try {
      root = YAML.readTree(file.text().bytes());
    } catch (IOException | StackOverflowError e) {
      notes.add(NAME + " is no valid YAML; none of its entries counts.");
      return;
    }
    JsonNode list = root.path("ignore");
    for (int i = 0; i < list.size() && i < MOST_ENTRIES; i++) {
      JsonNode entry = list.get(i);
      String check = entry.path("check").asText("");
      String reason = entry.path("reason").asText("").strip();
      if (check.isEmpty() || reason.isEmpty()) {
        notes.add(
            "Entry %d of %s lacks a check or a reason and does not count.".formatted(i + 1, NAME));
        continue;
      }
      String path = entry.path("path").asText("").replaceFirst("^\\./", "");
      entries.add(
          new Entry(
              check,
              path.isEmpty() ? "" : directory + path.replaceFirst("/+$", ""),
              entry.path("fingerprint").asText(""),
              reason,
              entry.path("expires").asText(null)));
    }
  }

  /** The first entry for a finding, or null. */
  Entry find(String file, String check, String fingerprint) {
    return entries.stream()
        .filter(e -> e.covers(file, check, fingerprint))
        .findFirst()
        .orElse(null);
  }
}
