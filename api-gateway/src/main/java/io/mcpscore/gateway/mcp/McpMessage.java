package io.mcpscore.gateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mcpscore.model.Json;
import java.io.IOException;
import java.util.Set;

/**
 * A message of a client, reduced to what this server looks at: whatever else a client sends never
 * reaches the library.
 *
 * @param kind what it is
 * @param json the reduced message; null unless the library is to answer it
 * @param id of the request; null for what is none
 * @param error code of JSON-RPC, 0 when nothing is wrong
 * @param problem what is wrong, or null
 */
record McpMessage(Kind kind, ObjectNode json, JsonNode id, int error, String problem) {

  /** What a message is. */
  enum Kind {
    /** Opens a session. */
    INITIALIZE,
    /** Asks for something that the protocol needs and that costs nothing. */
    HOUSEKEEPING,
    /** Calls a tool. */
    CALL,
    /** Wants no answer. */
    NOTIFICATION,
    /** Asks for something that there is not. */
    UNKNOWN,
    /** Is no message. */
    MALFORMED
  }

  private static final int PARSE_ERROR = -32_700;
  private static final int INVALID_REQUEST = -32_600;
  private static final int METHOD_NOT_FOUND = -32_601;
  private static final int INVALID_PARAMS = -32_602;
  private static final Set<String> NEEDED = Set.of("ping", "tools/list", "logging/setLevel");

  /** Reads the body of a request; null is an empty one. */
  static McpMessage read(byte[] body) {
    JsonNode tree;
    try {
      tree = body == null ? null : Json.mapper().readTree(body);
    } catch (IOException e) {
      return malformed(PARSE_ERROR, "The body is not well-formed JSON");
    }
    if (tree == null || !tree.isObject() || !tree.path("jsonrpc").asText().equals("2.0")) {
      return malformed(INVALID_REQUEST, "Send one JSON-RPC 2.0 message; batches are not taken");
    }
    JsonNode params = tree.path("params");
    if (!params.isObject() && !params.isMissingNode() && !params.isNull()) {
      return malformed(INVALID_REQUEST, "params must be an object");
    }
    if (!tree.path("method").isTextual()) {
      boolean answer = tree.has("result") || tree.has("error");
      return answer
          ? new McpMessage(Kind.NOTIFICATION, null, null, 0, null)
          : malformed(INVALID_REQUEST, "method must be a string");
    }
    JsonNode id = tree.path("id");
    if (id.isMissingNode()) {
      return new McpMessage(Kind.NOTIFICATION, null, null, 0, null);
    }
    if (!id.isTextual() && !id.canConvertToLong()) {
      return malformed(INVALID_REQUEST, "id must be a string or a whole number");
    }
    return request(tree.path("method").textValue(), id, params);
  }

  private static McpMessage request(String method, JsonNode id, JsonNode params) {
    if (method.equals("initialize")) {
      return initialize(id, params);
    }
    if (method.equals("tools/call")) {
      return call(id, params);
    }
    if (NEEDED.contains(method)) {
      ObjectNode reduced = Json.mapper().createObjectNode();
      if (params.path("level").isTextual()) {
        reduced.set("level", params.get("level"));
      }
      return new McpMessage(Kind.HOUSEKEEPING, message(method, id, reduced), id, 0, null);
    }
    return new McpMessage(
        Kind.UNKNOWN, null, id, METHOD_NOT_FOUND, "This server has tools and nothing else");
  }

  private static McpMessage initialize(JsonNode id, JsonNode params) {
    JsonNode version = params.path("protocolVersion");
    JsonNode client = params.path("clientInfo");
    if (!version.isTextual()
        || !client.path("name").isTextual()
        || !client.path("version").isTextual()) {
      return new McpMessage(
          Kind.UNKNOWN,
          null,
          id,
          INVALID_PARAMS,
          "initialize needs protocolVersion and clientInfo with name and version");
    }
    ObjectNode reduced = Json.mapper().createObjectNode();
    reduced.set("protocolVersion", version);
    reduced
        .putObject("clientInfo")
        .<ObjectNode>set("name", client.get("name"))
        .set("version", client.get("version"));
    reduced.putObject("capabilities");
    return new McpMessage(Kind.INITIALIZE, message("initialize", id, reduced), id, 0, null);
  }

  private static McpMessage call(JsonNode id, JsonNode params) {
    JsonNode arguments = params.path("arguments");
    boolean none = arguments.isMissingNode() || arguments.isNull();
    if (!params.path("name").isTextual() || !(arguments.isObject() || none)) {
      return new McpMessage(
          Kind.MALFORMED,
          null,
          id,
          INVALID_PARAMS,
          "tools/call needs the name of a tool, and arguments as an object");
    }
    if (!McpTools.NAMES.contains(params.get("name").textValue())) {
      // The library would make a metric of every name that a client thinks up.
      return new McpMessage(
          Kind.UNKNOWN, null, id, INVALID_PARAMS, "Unknown tool; tools/list names those there are");
    }
    ObjectNode reduced = Json.mapper().createObjectNode();
    reduced.set("name", params.get("name"));
    reduced.set("arguments", none ? Json.mapper().createObjectNode() : arguments);
    JsonNode token = params.path("_meta").path("progressToken");
    if (token.isTextual() || token.canConvertToLong()) {
      reduced.putObject("_meta").set("progressToken", token);
    }
    return new McpMessage(Kind.CALL, message("tools/call", id, reduced), id, 0, null);
  }

  private static ObjectNode message(String method, JsonNode id, ObjectNode params) {
    ObjectNode message = Json.mapper().createObjectNode();
    message.put("jsonrpc", "2.0").put("method", method).set("id", id);
    message.set("params", params);
    return message;
  }

  private static McpMessage malformed(int error, String problem) {
    return new McpMessage(Kind.MALFORMED, null, null, error, problem);
  }
}
