package io.mcpscore.gateway.people;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.model.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands in a token. */
final class Claims {

  /** A name between slashes, in quotes where it has slashes itself. */
  private static final Pattern STEP = Pattern.compile("\"([^\"]*)\"|([^/]+)");

  private static final int PARTS = 3;

  private static final Pattern SPACES = Pattern.compile(" +");

  private final JsonNode tree;

  private Claims(JsonNode tree) {
    this.tree = tree;
  }

  /**
   * The claims, unverified as yet.
   *
   * @param token header, claims and signature
   * @return empty when header or claims are no JSON object
   */
  static Optional<Claims> of(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != PARTS || object(parts[0]).isEmpty()) {
      return Optional.empty();
    }
    return object(parts[1]).map(Claims::new);
  }

  /**
   * A text.
   *
   * @param path names of members, separated by slashes
   * @return empty when it is absent or no text
   */
  Optional<String> text(String path) {
    JsonNode node = at(path);
    return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
  }

  /**
   * The texts of a list, or the words of a text.
   *
   * @param path as for {@link #text}
   */
  List<String> texts(String path) {
    JsonNode node = at(path);
    if (node.isTextual()) {
      return List.of(SPACES.split(node.textValue()));
    }
    List<String> texts = new ArrayList<>();
    if (node.isArray()) {
      for (JsonNode item : node) {
        if (item.isTextual()) {
          texts.add(item.textValue());
        }
      }
    }
    return texts;
  }

  private static Optional<JsonNode> object(String base64) {
    try {
      JsonNode tree = Json.mapper().readTree(Base64.getUrlDecoder().decode(base64));
      return Optional.of(tree).filter(JsonNode::isObject);
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private JsonNode at(String path) {
    JsonNode node = tree;
    Matcher steps = STEP.matcher(path);
    while (steps.find()) {
      node = node.path(steps.group(1) != null ? steps.group(1) : steps.group(2));
    }
    return node;
  }
}
