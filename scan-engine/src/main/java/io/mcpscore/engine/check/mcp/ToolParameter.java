package io.mcpscore.engine.check.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A parameter of a tool, by its schema.
 *
 * @param name its name
 * @param schema its JSON Schema
 */
record ToolParameter(String name, JsonNode schema) {

  private static final Set<String> ADDRESS =
      Set.of(
          "url", "uri", "urls", "uris", "endpoint", "host", "hostname", "webhook", "link", "href");
  private static final Set<String> WEB =
      Set.of("url", "urls", "uri", "uris", "link", "href", "webhook", "website");
  private static final Pattern NOT_WEB =
      Pattern.compile(
          "(?i)s3|bucket|resource|database|db|redis|mongo|postgres|jdbc|connection|repo");
  private static final Pattern SERVICE =
      Pattern.compile("(?i)base_?ur[il]|api|server|proxy|callback|redirect|provider");
  private static final Set<String> PATH =
      Set.of(
          "path",
          "paths",
          "file",
          "files",
          "filename",
          "filepath",
          "dir",
          "directory",
          "folder",
          "destination");
  private static final Set<String> COMMAND =
      Set.of("command", "commands", "cmd", "shell", "script", "code", "expression");
  private static final Set<String> QUERY = Set.of("sql", "query", "statement", "cypher");
  private static final Set<String> CONFIRMATION =
      Set.of(
          "confirm", "confirmed", "confirmation", "force", "dry", "preview", "approve", "approved");

  /** What a caller has to ask for when something is in the way. */
  private static final Set<String> OVERWRITING = Set.of("overwrite", "replace");

  /** The parameters of a tool in order; none when they are not known. */
  static Stream<ToolParameter> of(ToolDeclaration tool) {
    return Words.properties(tool).entrySet().stream()
        .map(e -> new ToolParameter(e.getKey(), e.getValue()));
  }

  boolean isAddress() {
    return isText() && says(ADDRESS);
  }

  /** Whether it names a page or service of the web; a bucket or a data base is none. */
  boolean isWebAddress() {
    return isText() && WEB.contains(Words.of(name).getLast()) && !NOT_WEB.matcher(name).find();
  }

  /** Whether it names a page to look at, and not the place of a service that is used. */
  boolean isPage() {
    return isWebAddress() && !SERVICE.matcher(name).find();
  }

  boolean isPath() {
    return isText() && says(PATH);
  }

  boolean isCommand() {
    return isText() && says(COMMAND);
  }

  boolean isQuery() {
    return isText() && says(QUERY);
  }

  /** Whether it lets the caller ask first or look first. */
  boolean isConfirmation() {
    boolean asked =
        schema.path("type").asText().equals("boolean") && !schema.path("default").asBoolean();
    return says(CONFIRMATION) || (asked && says(OVERWRITING));
  }

  /** Whether any text is allowed. */
  boolean isUnbounded() {
    return Stream.of("enum", "const", "pattern", "maxLength", "format").noneMatch(schema::has);
  }

  /** The last word says what a thing is: {@code file_url} is an address. */
  private boolean says(Set<String> words) {
    List<String> own = Words.of(name);
    return words.contains(own.getLast()) || (own.size() > 1 && words.contains(own.getFirst()));
  }

  private boolean isText() {
    return schema.path("type").asText("string").equals("string")
        || schema.path("type").toString().contains("\"string\"")
        || schema.has("anyOf");
  }
}
