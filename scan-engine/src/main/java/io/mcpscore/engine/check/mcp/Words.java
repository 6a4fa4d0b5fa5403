package io.mcpscore.engine.check.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The words that names and descriptions are made of. */
final class Words {

  /** More than any honest description has. */
  private static final int MOST_CHARACTERS = 20_000;

  private Words() {}

  /** The parts of a text in lower case, {@code camelCase} taken apart; at least one. */
  static List<String> of(String text) {
    String brief = text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
    List<String> out = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean between = false;
    for (int i = 0; i < brief.length(); i++) {
      char c = brief.charAt(i);
      boolean capital = c >= 'A' && c <= 'Z';
      boolean small = isSmall(c);
      boolean starts = capital && i > 0 && isSmall(brief.charAt(i - 1));
      if ((!between && !capital && !small) || starts) {
        out.add(word.toString());
        word.setLength(0);
      }
      between = !capital && !small;
      if (!between) {
        word.append(capital ? (char) (c + ('a' - 'A')) : c);
      }
    }
    out.add(word.toString());
    return out;
  }

  private static boolean isSmall(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }

  /** All words that a tool says of itself: name, title, description, parameters. */
  static Set<String> said(ToolDeclaration tool) {
    Set<String> words = new HashSet<>();
    Stream.of(tool.name(), tool.title(), tool.description())
        .filter(Objects::nonNull)
        .forEach(t -> words.addAll(of(t)));
    for (Map.Entry<String, JsonNode> property : properties(tool).entrySet()) {
      words.addAll(of(property.getKey()));
      words.addAll(of(property.getValue().path("description").asText("")));
    }
    return words;
  }

  /** The schemas of a tool's parameters by name, in order; none when they are not known. */
  static Map<String, JsonNode> properties(ToolDeclaration tool) {
    Map<String, JsonNode> out = new LinkedHashMap<>();
    if (tool.inputSchema() != null) {
      tool.inputSchema()
          .path("properties")
          .properties()
          .forEach(e -> out.put(e.getKey(), e.getValue()));
    }
    return out;
  }
}
