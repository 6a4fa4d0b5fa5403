package io.mcpscore.engine.dependency;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.model.Json;
import io.mcpscore.model.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Reads a directory of advisories in the OSV format, one JSON file each, at any depth. */
public final class AdvisoryReader {

  private final Map<Advisories.Key, List<Advisory>> byPackage = new HashMap<>();
  private String newest = "";

  private AdvisoryReader() {}

  /**
   * Reads every {@code *.json} below a directory.
   *
   * @throws IOException when the directory or a file cannot be read or is no JSON
   */
  public static Advisories read(Path directory) throws IOException {
    AdvisoryReader reader = new AdvisoryReader();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        reader.add(Json.mapper().readTree(file.toFile()));
      }
    }
    return new Advisories(
        reader.byPackage, reader.newest.isEmpty() ? "1970-01-01" : reader.newest.substring(0, 10));
  }

  private void add(JsonNode osv) {
    String modified = osv.path("modified").asText();
    newest = modified.length() >= 10 && modified.compareTo(newest) > 0 ? modified : newest;
    if (osv.hasNonNull("withdrawn")) {
      return;
    }
    for (JsonNode affected : osv.path("affected")) {
      for (Ecosystem ecosystem : Ecosystem.values()) {
        if (affected.at("/package/ecosystem").asText().equals(ecosystem.osvName())) {
          String name = ecosystem.normalise(affected.at("/package/name").asText());
          byPackage
              .computeIfAbsent(new Advisories.Key(ecosystem, name), k -> new ArrayList<>())
              .add(advisory(osv, affected));
        }
      }
    }
  }

  private static Advisory advisory(JsonNode osv, JsonNode affected) {
    String id = osv.path("id").asText();
    for (JsonNode alias : osv.path("aliases")) {
      id = alias.asText().startsWith("CVE-") ? alias.asText() : id;
    }
    List<String> versions = new ArrayList<>();
    affected.path("versions").forEach(v -> versions.add(v.asText()));
    List<Advisory.Range> ranges = new ArrayList<>();
    for (JsonNode range : affected.path("ranges")) {
      if (!range.path("type").asText().equals("GIT")) {
        addRanges(range.path("events"), ranges);
      }
    }
    return new Advisory(id, osv.path("summary").asText(), severity(osv), versions, ranges);
  }

  /** Events come in order: each introduction holds until the next fix or last affected version. */
  private static void addRanges(JsonNode events, List<Advisory.Range> out) {
    String introduced = null;
    for (JsonNode event : events) {
      if (event.has("introduced")) {
        introduced = event.get("introduced").asText();
      } else if (introduced != null && (event.has("fixed") || event.has("last_affected"))) {
        String fixed = event.path("fixed").asText(null);
        out.add(new Advisory.Range(introduced, fixed, event.path("last_affected").asText(null)));
        introduced = null;
      }
    }
    if (introduced != null) {
      out.add(new Advisory.Range(introduced, null, null));
    }
  }

  private static Severity severity(JsonNode osv) {
    String named = osv.at("/database_specific/severity").asText().toUpperCase(Locale.ROOT);
    return switch (named) {
      case "CRITICAL" -> Severity.CRITICAL;
      case "HIGH" -> Severity.HIGH;
      case "MODERATE", "MEDIUM" -> Severity.MEDIUM;
      case "LOW" -> Severity.LOW;
      default -> scored(osv);
    };
  }

  /** The CVSS 3 vector where there is one; malicious packages are critical, others medium. */
  private static Severity scored(JsonNode osv) {
    if (osv.path("id").asText().startsWith("MAL-")) {
      return Severity.CRITICAL;
    }
    for (JsonNode rating : osv.path("severity")) {
      if (rating.path("type").asText().equals("CVSS_V3")) {
        return Cvss3.severity(rating.path("score").asText());
      }
    }
    return Severity.MEDIUM;
  }
}
