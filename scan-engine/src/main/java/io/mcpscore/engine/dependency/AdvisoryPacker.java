package io.mcpscore.engine.dependency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mcpscore.model.Json;
import io.mcpscore.model.Severity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** Makes an index out of advisories in the OSV format. */
public final class AdvisoryPacker {

  private static final int LARGEST = 32_000_000;
  private static final int LONGEST_SUMMARY = 160;

  private final List<byte[]> lines = new ArrayList<>();
  private final Map<Ecosystem, Integer> counts = new EnumMap<>(Ecosystem.class);
  private String newest = "";

  /**
   * Adds every {@code *.json} of a ZIP file, and so reads all of it.
   *
   * @throws IOException when it is damaged, or an advisory is no JSON
   */
  public void addZip(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        if (entry.getName().endsWith(".json")) {
          try (InputStream in = zip.getInputStream(entry)) {
            add(entry.getName(), in.readNBytes(LARGEST));
          }
        }
      }
    }
  }

  /**
   * Adds one advisory.
   *
   * @param name of the file, for the message
   * @throws IOException when it is no JSON
   */
  public void add(String name, byte[] json) throws IOException {
    try {
      add(Json.mapper().readTree(json));
    } catch (IOException e) {
      throw new IOException(name + " is no advisory: it is no JSON", e);
    }
  }

  /** How many advisories of an ecosystem were added. */
  public int count(Ecosystem ecosystem) {
    return counts.getOrDefault(ecosystem, 0);
  }

  /**
   * The index of all that was added.
   *
   * @param sources what it was made from, in one line
   */
  public AdvisoryIndex pack(String sources) throws IOException {
    lines.sort(Arrays::compareUnsigned);
    String date = newest.isEmpty() ? "1970-01-01" : newest.substring(0, 10);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String head = AdvisoryIndex.head(date, sources.replaceAll("[\\t\\n]", " "), counts);
    out.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    out.write('\n');
    for (byte[] line : lines) {
      out.writeBytes(line);
      out.write('\n');
    }
    return AdvisoryIndex.read(out.toByteArray());
  }

  private void add(JsonNode osv) throws IOException {
    String modified = osv.path("modified").asText();
    newest = modified.length() >= 10 && modified.compareTo(newest) > 0 ? modified : newest;
    if (osv.hasNonNull("withdrawn")) {
      return;
    }
    for (Ecosystem ecosystem : Ecosystem.values()) {
      boolean counted = false;
      for (JsonNode affected : osv.path("affected")) {
        if (affected.at("/package/ecosystem").asText().equals(ecosystem.osvName())) {
          String name = ecosystem.normalise(affected.at("/package/name").asText());
          String line = AdvisoryIndex.key(ecosystem, name) + packed(osv, affected);
          lines.add(line.getBytes(StandardCharsets.UTF_8));
          counted = true;
        }
      }
      if (counted) {
        counts.merge(ecosystem, 1, Integer::sum);
      }
    }
  }

  private static String packed(JsonNode osv, JsonNode affected) throws IOException {
    ObjectNode line = Json.mapper().createObjectNode();
    line.put("id", osv.path("id").asText());
    if (!osv.path("aliases").isEmpty()) {
      line.set("aliases", osv.path("aliases"));
    }
    String summary = osv.path("summary").asText();
    if (!summary.isEmpty()) {
      line.put("summary", summary.substring(0, Math.min(LONGEST_SUMMARY, summary.length())));
    }
    Severity severity = severity(osv, affected);
    if (severity != null) {
      line.put("severity", severity.name());
    }
    ArrayNode ranges = Json.mapper().createArrayNode();
    for (JsonNode range : affected.path("ranges")) {
      if (!range.path("type").asText().equals("GIT")) {
        addRanges(range.path("events"), ranges);
      }
    }
    if (!ranges.isEmpty()) {
      line.set("ranges", ranges);
    }
    if (!affected.path("versions").isEmpty()) {
      line.set("versions", affected.path("versions"));
    }
    // What an advisory that ships with the product says beyond the format of OSV.
    if (!affected.at("/database_specific/uses").isEmpty()) {
      line.set("uses", affected.at("/database_specific/uses"));
    }
    return Json.mapper().writeValueAsString(line);
  }

  /** Events come in order: each introduction holds until the next fix or last affected version. */
  private static void addRanges(JsonNode events, ArrayNode out) {
    String introduced = null;
    for (JsonNode event : events) {
      if (event.has("introduced")) {
        introduced = event.get("introduced").asText();
      } else if (introduced != null && event.has("fixed")) {
        out.addArray().add(introduced).add(event.get("fixed").asText());
        introduced = null;
      } else if (introduced != null && event.has("last_affected")) {
        out.addArray().add(introduced).addNull().add(event.get("last_affected").asText());
        introduced = null;
      }
    }
    if (introduced != null) {
      out.addArray().add(introduced);
    }
  }

  private static Severity severity(JsonNode osv, JsonNode affected) {
    if (osv.path("id").asText().startsWith("MAL-")) {
      return Severity.CRITICAL;
    }
    String named = osv.at("/database_specific/severity").asText().toUpperCase(Locale.ROOT);
    return switch (named) {
      case "CRITICAL" -> Severity.CRITICAL;
      case "HIGH" -> Severity.HIGH;
      case "MODERATE", "MEDIUM" -> Severity.MEDIUM;
      case "LOW" -> Severity.LOW;
      default -> {
        Severity own = scored(affected.path("severity"));
        yield own == null ? scored(osv.path("severity")) : own;
      }
    };
  }

  /** The newest vector that can be read; null without any. */
  private static Severity scored(JsonNode ratings) {
    Severity three = null;
    for (JsonNode rating : ratings) {
      String vector = rating.path("score").asText();
      switch (rating.path("type").asText()) {
        case "CVSS_V4" -> {
          return Cvss4.severity(vector);
        }
        case "CVSS_V3" -> three = Cvss3.severity(vector);
        default -> {}
      }
    }
    return three;
  }
}
