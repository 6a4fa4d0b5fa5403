package io.mcpscore.deploy.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.mcpscore.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The description of the API as the gateway serves it. Bodies are held to it strictly: a member
 * that no schema names is an error too.
 */
final class ApiDocument {

  private static final String HERE = "https://gateway.test/openapi.json";
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private final JsonNode tree;
  private final SchemaRegistry schemas;
  private final Map<String, Schema> compiled = new ConcurrentHashMap<>();

  ApiDocument(JsonNode tree) {
    this.tree = tree;
    JsonNode strict = tree.deepCopy();
    close(strict, false);
    this.schemas =
        SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            builder -> builder.schemas(Map.of(HERE, Json.write(strict))));
  }

  /** The whole document. */
  JsonNode tree() {
    return tree;
  }

  /** Every operation. */
  List<ApiOperation> operations() {
    List<ApiOperation> all = new ArrayList<>();
    tree.path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        entry -> {
                          if (METHODS.contains(entry.getKey())) {
                            all.add(
                                new ApiOperation(
                                    this, entry.getKey(), path.getKey(), entry.getValue()));
                          }
                        }));
    return all;
  }

  /** An operation by its id. */
  ApiOperation operation(String id) {
    return operations().stream().filter(o -> o.id().equals(id)).findFirst().orElseThrow();
  }

  /** What a node points at, or the node itself. */
  JsonNode resolve(JsonNode node) {
    String ref = node.path("$ref").asText("");
    return ref.startsWith("#") ? resolve(tree.at(ref.substring(1))) : node;
  }

  /**
   * What is wrong with a value.
   *
   * @param pointer of its schema in the document, such as {@code /components/schemas/Error}
   */
  List<String> errors(String pointer, JsonNode value) {
    Schema schema =
        compiled.computeIfAbsent(
            pointer, p -> schemas.getSchema(SchemaLocation.of(HERE + "#" + p)));
    return schema
        .validate(value, context -> context.executionConfig(c -> c.formatAssertionsEnabled(true)))
        .stream()
        .map(Error::toString)
        .toList();
  }

  /** Forbids members that are not named, but within parts of one schema, which add up. */
  private static void close(JsonNode node, boolean part) {
    if (node instanceof ObjectNode object) {
      boolean named = object.path("properties").isObject() && !object.has("additionalProperties");
      if (named && !part) {
        object.put("unevaluatedProperties", false);
      }
      object.properties().stream()
          .filter(e -> !e.getKey().equals("examples") && !e.getKey().equals("example"))
          .toList()
          .forEach(e -> close(e.getValue(), part || e.getKey().equals("allOf")));
    } else if (node.isArray()) {
      node.forEach(item -> close(item, part));
    }
  }
}
