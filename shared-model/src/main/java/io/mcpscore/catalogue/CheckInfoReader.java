package io.mcpscore.catalogue;

import io.mcpscore.model.Category;
import io.mcpscore.model.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the documented entry of a check from the resource {@code <id>.md} next to this class: lines
 * {@code key: value} up to the first empty line, then one Markdown section a member.
 */
public final class CheckInfoReader {

  private static final String SECTION = "# ";

  private CheckInfoReader() {}

  /**
   * The entry of a check.
   *
   * @throws IllegalStateException when the resource or one of its members is missing: a fault of
   *     the build
   */
  public static CheckInfo read(String id) {
    Map<String, String> members = parse(text(id));
    return new CheckInfo(
        id,
        member(members, id, "name"),
        Severity.valueOf(member(members, id, "severity").toUpperCase(Locale.ROOT)),
        category(member(members, id, "category")),
        member(members, id, "What"),
        member(members, id, "Why"),
        member(members, id, "Remediation"),
        member(members, id, "Bad"),
        member(members, id, "Fixed"),
        list(member(members, id, "cwe")),
        list(member(members, id, "owasp")));
  }

  private static String text(String id) {
    try (InputStream in = CheckInfoReader.class.getResourceAsStream(id + ".md")) {
      if (in == null) {
        throw new IllegalStateException("no entry for the check " + id);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> parse(String text) {
    Map<String, StringBuilder> sections = new HashMap<>();
    Map<String, String> members = new HashMap<>();
    StringBuilder section = null;
    for (String line : text.lines().toList()) {
      if (line.startsWith(SECTION)) {
        section = new StringBuilder();
        sections.put(line.substring(SECTION.length()).strip(), section);
      } else if (section != null) {
        section.append(line).append('\n');
      } else if (!line.isBlank()) {
        int colon = line.indexOf(':');
        members.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
      }
    }
    sections.forEach((name, body) -> members.put(name, body.toString().strip()));
    return members;
  }

  private static String member(Map<String, String> members, String id, String name) {
    String value = members.get(name);
    if (value == null) {
      throw new IllegalStateException("the entry of the check " + id + " lacks " + name);
    }
    return value;
  }

  private static Category category(String key) {
    return Arrays.stream(Category.values())
        .filter(c -> c.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no such category: " + key));
  }

  private static List<String> list(String value) {
    return value.isEmpty() ? List.of() : List.of(value.split("\\s*,\\s*"));
  }
}
