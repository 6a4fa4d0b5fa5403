package io.mcpscore.gateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkiverse.mcp.server.InputSchemaGenerator;
import io.quarkiverse.mcp.server.ToolManager.ToolInfo;
import jakarta.inject.Singleton;

/** The schemas of the arguments, a resource {@code input/<tool>.json} each. */
@Singleton
public class ToolInputs implements InputSchemaGenerator<JsonNode> {

  @Override
  public JsonNode generate(ToolInfo tool) {
    return ToolSchemas.read("input/" + tool.name());
  }
}
