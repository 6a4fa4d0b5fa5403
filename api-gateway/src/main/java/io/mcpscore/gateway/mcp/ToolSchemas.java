package io.mcpscore.gateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.model.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** JSON Schemas that stand beside this class as resources; read once each. */
final class ToolSchemas {

  private static final Map<String, JsonNode> READ = new ConcurrentHashMap<>();

  private ToolSchemas() {}

  /** A schema by its name. */
  static JsonNode read(String name) {
    return READ.computeIfAbsent(name, ToolSchemas::load);
  }

  private static JsonNode load(String name) {
    try (InputStream in = ToolSchemas.class.getResourceAsStream(name + ".json")) {
      return Json.mapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
