package io.mcpscore.engine.check.injection;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.flow.Flow;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;

/** Arguments of tools that are records of which the caller names the members. */
final class OpenArguments {

  private static final String LABEL = "tool argument ";

  private OpenArguments() {}

  /** Whether a flow begins with such an argument. */
  static boolean begin(CheckContext context, Flow flow) {
    String label = flow.trace().getFirst().label();
    return flow.tool() != null
        && label.startsWith(LABEL)
        && context.servers().tools().stream()
            .filter(t -> t.name().equals(flow.tool()))
            .anyMatch(t -> isOpen(t, label.substring(LABEL.length())));
  }

  private static boolean isOpen(ToolDeclaration tool, String argument) {
    JsonNode schema = tool.inputSchema();
    return schema != null && isOpen(schema.path("properties").path(argument));
  }

  private static boolean isOpen(JsonNode schema) {
    for (String choices : new String[] {"anyOf", "oneOf"}) {
      for (JsonNode choice : schema.path(choices)) {
        if (isOpenRecord(choice)) {
          return true;
        }
      }
    }
    return isOpenRecord(schema);
  }

  private static boolean isOpenRecord(JsonNode schema) {
    JsonNode more = schema.path("additionalProperties");
    boolean named = !schema.path("properties").isEmpty();
    boolean names = schema.has("propertyNames");
    return schema.path("type").asText().equals("object")
        && !names
        && (named
            ? more.isObject() || more.asBoolean()
            : more.isMissingNode() || more.isObject() || more.asBoolean());
  }
}
