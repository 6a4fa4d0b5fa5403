package io.mcpscore.gateway.mcp;

import io.quarkiverse.mcp.server.OutputSchemaGenerator;
import jakarta.inject.Singleton;

/** The schemas of the results, a resource {@code output/<record>.json} each. */
@Singleton
public class ToolOutputs implements OutputSchemaGenerator {

  @Override
  public Object generate(Class<?> from) {
    return ToolSchemas.read("output/" + from.getSimpleName());
  }
}
