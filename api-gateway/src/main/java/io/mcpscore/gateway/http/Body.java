package io.mcpscore.gateway.http;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import io.mcpscore.model.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A JSON object from a client, read strictly: no unknown members, no duplicates, no coercion. */
public final class Body {

  private static final ObjectReader STRICT =
      Json.mapper()
          .reader()
          .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final JsonNode tree;

  private Body(JsonNode tree) {
    this.tree = tree;
  }

  /**
   * Reads a body.
   *
   * @param json bytes as they came, may be null
   * @param members names that may occur
   * @throws ApiException when it is no JSON object or has other members
   */
  public static Body read(byte[] json, Set<String> members) {
    if (json == null || json.length == 0) {
      throw ApiException.invalidRequest("The body is empty; send a JSON object");
    }
    JsonNode tree;
    try {
      tree = STRICT.readTree(json);
    } catch (IOException e) {
      throw ApiException.invalidRequest("The body is not well-formed JSON");
    }
    if (!tree.isObject()) {
      throw ApiException.invalidRequest("The body must be a JSON object");
    }
    if (!members.containsAll(names(tree))) {
      throw ApiException.invalidRequest(
          "Unknown member; allowed are " + String.join(", ", new TreeSet<>(members)));
    }
    return new Body(tree);
  }

  /**
   * The bytes that {@link BodyLimit} read; null when there are none. Resources take them from here:
   * the resource layer hands over large ones in part only.
   */
  public static byte[] of(RoutingContext http) {
    Buffer body = http.body().buffer();
    return body == null ? null : body.getBytes();
  }

  /** Whether a member is there, null or not. */
  public boolean holds(String member) {
    return tree.has(member);
  }

  /** Whether a member is there and not null. */
  public boolean has(String member) {
    return value(member) != null;
  }

  /** A text; null when the member is absent or null. */
  public String text(String member) {
    JsonNode node = value(member);
    if (node == null) {
      return null;
    }
    if (!node.isTextual()) {
      throw ApiException.invalidRequest(member + " must be a string");
    }
    return node.textValue();
  }

  /** A boolean, or the default when the member is absent or null. */
  public boolean flag(String member, boolean defaultValue) {
    JsonNode node = value(member);
    if (node == null) {
      return defaultValue;
    }
    if (!node.isBoolean()) {
      throw ApiException.invalidRequest(member + " must be true or false");
    }
    return node.booleanValue();
  }

  /**
   * A list of texts.
   *
   * @param most how many there may be
   * @throws ApiException when the member is absent, empty, longer, or holds anything but texts
   */
  public List<String> texts(String member, int most) {
    JsonNode node = value(member);
    if (node == null || !node.isArray() || node.isEmpty() || node.size() > most) {
      throw ApiException.invalidRequest(member + " must be a list of 1 to " + most + " strings");
    }
    List<String> texts = new ArrayList<>(node.size());
    for (JsonNode item : node) {
      if (!item.isTextual()) {
        throw ApiException.invalidRequest(member + " must hold strings alone");
      }
      texts.add(item.textValue());
    }
    return texts;
  }

  /** A whole number; null when the member is absent or null. */
  public Integer integer(String member) {
    JsonNode node = value(member);
    if (node == null) {
      return null;
    }
    if (!node.isIntegralNumber() || !node.canConvertToInt()) {
      throw ApiException.invalidRequest(member + " must be a whole number");
    }
    return node.intValue();
  }

  /** SHA-256 of what was said, whatever the order and the white space. */
  public String digest() {
    return Json.sha256(Json.canonical(tree));
  }

  private JsonNode value(String member) {
    JsonNode node = tree.get(member);
    return node == null || node.isNull() ? null : node;
  }

  private static Set<String> names(JsonNode tree) {
    Set<String> names = new TreeSet<>();
    tree.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
