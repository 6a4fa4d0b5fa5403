package io.mcpscore.engine.check.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
    String apart = brief.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    return List.of(apart.split("[^a-z0-9]+", -1));
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
