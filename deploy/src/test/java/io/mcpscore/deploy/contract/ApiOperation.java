package io.mcpscore.deploy.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One operation of the document.
 *
 * @param document it is part of
 * @param verb in lower case
 * @param path with its variables in braces
 * @param tree what the document says
 */
record ApiOperation(ApiDocument document, String verb, String path, JsonNode tree) {

  /** A parameter. */
  record Parameter(String name, String in, JsonNode tree) {

    /** A value that the document gives as an example, or null. */
    String example() {
      JsonNode value = tree.path("example");
      return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }
  }

  /** Its id. */
  String id() {
    return tree.path("operationId").asText();
  }

  String method() {
    return verb.toUpperCase(Locale.ROOT);
  }

  List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>();
    for (JsonNode listed : tree.path("parameters")) {
      JsonNode parameter = document.resolve(listed);
      all.add(
          new Parameter(parameter.path("name").asText(), parameter.path("in").asText(), parameter));
    }
    return all;
  }

  List<Parameter> parameters(String in) {
    return parameters().stream().filter(p -> p.in().equals(in)).toList();
  }

  /** Whether it wants credentials of a scheme, such as {@code apiKey}. */
  boolean wants(String scheme) {
    for (JsonNode requirement : tree.path("security")) {
      if (requirement.has(scheme)) {
        return true;
      }
    }
    return false;
  }

  /** Promised answers by status. */
  Map<String, JsonNode> answers() {
    Map<String, JsonNode> all = new LinkedHashMap<>();
    tree.path("responses")
        .properties()
        .forEach(e -> all.put(e.getKey(), document.resolve(e.getValue())));
    return all;
  }

  /** Where the schema of a body is. */
  String schemaOf(String status, String mediaType) {
    String ref = tree.path("responses").path(status).path("$ref").asText("");
    String base = ref.isEmpty() ? pointer() + "/responses/" + escape(status) : ref.substring(1);
    return base + "/content/" + escape(mediaType) + "/schema";
  }

  /** Where the schema of the request's body is. */
  String schemaOfRequest(String mediaType) {
    return pointer() + "/requestBody/content/" + escape(mediaType) + "/schema";
  }

  /** Bodies that a client may send, by media type. */
  JsonNode requestContent() {
    return document.resolve(tree.path("requestBody")).path("content");
  }

  /** The path with values in the place of its variables. */
  String at(Map<String, String> values) {
    String out = path;
    for (Parameter parameter : parameters("path")) {
      out = out.replace("{" + parameter.name() + "}", values.get(parameter.name()));
    }
    return out;
  }

  private String pointer() {
    return "/paths/" + escape(path) + "/" + verb;
  }

  /** For a pointer inside the fragment of a URI. */
  private static String escape(String name) {
    return name.replace("~", "~0")
        .replace("/", "~1")
        .replace("{", "%7B")
        .replace("}", "%7D")
        .replace("+", "%2B");
  }

  @Override
  public String toString() {
    return method() + " " + path;
  }
}
