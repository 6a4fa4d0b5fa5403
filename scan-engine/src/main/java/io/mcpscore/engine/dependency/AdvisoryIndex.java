package io.mcpscore.engine.dependency;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.model.Json;
import io.mcpscore.model.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A snapshot of advisories as one text, sorted by package, which is searched where it lies: two
 * hundred thousand advisories cost their bytes and nothing else until somebody asks for a package.
 *
 * <p>The first line has the format's version, the date, the number of advisories of each ecosystem
 * and what it was made from; every other line an ecosystem, a name and one advisory as JSON, parted
 * by tabs.
 */
public final class AdvisoryIndex {

  /** The usual name of a file that holds one. */
  public static final String FILE = "advisories.index";

  /** Changes whenever older texts could no longer be read. */
  private static final String FORMAT = "mcpscore-advisories 1";

  private static final int FIELDS = 3 + Ecosystem.values().length;

  private final byte[] text;
  private final int from;
  private final String date;
  private final String sources;
  private final Map<Ecosystem, Integer> counts = new EnumMap<>(Ecosystem.class);

  private AdvisoryIndex(byte[] text, int from, String[] head) {
    this.text = text;
    this.from = from;
    this.date = head[1];
    this.sources = head[2];
    for (Ecosystem ecosystem : Ecosystem.values()) {
      counts.put(ecosystem, Integer.parseInt(head[3 + ecosystem.ordinal()]));
    }
  }

  /**
   * Reads such a text.
   *
   * @throws IOException when it is none, or one of another version
   */
  public static AdvisoryIndex read(byte[] text) throws IOException {
    int end = 0;
    while (end < text.length && text[end] != '\n') {
      end++;
    }
    String[] head = new String(text, 0, end, StandardCharsets.UTF_8).split("\t", -1);
    if (head.length != FIELDS
        || !head[0].equals(FORMAT)
        || !Arrays.stream(head).skip(3).allMatch(h -> h.matches("[0-9]{1,9}"))) {
      throw new IOException("not an index of advisories, or one of another version");
    }
    return new AdvisoryIndex(text, Math.min(text.length, end + 1), head);
  }

  /** The first line, without its end. */
  static String head(String date, String sources, Map<Ecosystem, Integer> counts) {
    StringBuilder out =
        new StringBuilder(FORMAT).append('\t').append(date).append('\t').append(sources);
    for (Ecosystem ecosystem : Ecosystem.values()) {
      out.append('\t').append(counts.getOrDefault(ecosystem, 0));
    }
    return out.toString();
  }

  /** The beginning of the lines of a package. */
  static String key(Ecosystem ecosystem, String name) {
    return ecosystem.osvName() + "\t" + name.replace('\t', ' ').replace('\n', ' ') + "\t";
  }

  /** Day of the newest change ({@code yyyy-MM-dd}). */
  public String date() {
    return date;
  }

  /** What it was made from, as the maker wrote it down. */
  public String sources() {
    return sources;
  }

  /** SHA-256 of the date and the advisories, whatever they were made from, in hex. */
  String digest() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(date.getBytes(StandardCharsets.UTF_8));
      sha256.update(text, from, text.length - from);
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** How many advisories there are of an ecosystem. */
  public int count(Ecosystem ecosystem) {
    return counts.get(ecosystem);
  }

  /** The whole text. */
  public byte[] text() {
    return text.clone();
  }

  /** The advisories of a package. */
  List<Advisory> of(Ecosystem ecosystem, String name) {
    byte[] key = key(ecosystem, name).getBytes(StandardCharsets.UTF_8);
    int low = from;
    int high = text.length;
    while (low < high) {
      int line = startOfLine(low + (high - low) / 2, low);
      if (compare(line, key) < 0) {
        low = endOfLine(line) + 1;
      } else {
        high = line;
      }
    }
    List<Advisory> out = new ArrayList<>();
    for (int line = low; line < text.length && compare(line, key) == 0; ) {
      int end = endOfLine(line);
      out.add(advisory(line + key.length, end));
      line = end + 1;
    }
    return out;
  }

  private int startOfLine(int at, int lowest) {
    int start = at;
    while (start > lowest && text[start - 1] != '\n') {
      start--;
    }
    return start;
  }

  private int endOfLine(int at) {
    int end = at;
    while (end < text.length && text[end] != '\n') {
      end++;
    }
    return end;
  }

  private int compare(int line, byte[] key) {
    int to = Math.min(text.length, line + key.length);
    return Arrays.compareUnsigned(text, line, to, key, 0, key.length);
  }

  private Advisory advisory(int start, int end) {
    try {
      return advisory(Json.mapper().readTree(text, start, end - start));
    } catch (IOException e) {
      throw new UncheckedIOException("the index of advisories is damaged", e);
    }
  }

  static Advisory advisory(JsonNode line) {
    List<Advisory.Range> ranges = new ArrayList<>();
    for (JsonNode range : line.path("ranges")) {
      ranges.add(
          new Advisory.Range(
              range.path(0).asText("0"), range.path(1).asText(null), range.path(2).asText(null)));
    }
    String severity = line.path("severity").asText(null);
    return new Advisory(
        line.path("id").asText(),
        texts(line.path("aliases")),
        line.path("summary").asText(),
        severity == null ? null : Severity.valueOf(severity),
        texts(line.path("versions")),
        ranges,
        texts(line.path("uses")));
  }

  private static List<String> texts(JsonNode list) {
    List<String> out = new ArrayList<>();
    list.forEach(t -> out.add(t.asText()));
    return out;
  }
}
