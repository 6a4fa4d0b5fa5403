package io.mcpscore.engine.check.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code mcp-schema-required}: schemas that demand what they do not describe, or demand nothing.
 */
public final class McpSchemaRequiredCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("mcp-schema-required");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (ToolDeclaration tool : context.servers().tools()) {
      Map<String, JsonNode> properties = Words.properties(tool);
      if (!properties.isEmpty()) {
        List<String> unknown = new ArrayList<>();
        for (JsonNode name : tool.inputSchema().path("required")) {
          if (!properties.containsKey(name.asText())) {
            unknown.add(name.asText());
          }
        }
        if (!unknown.isEmpty()) {
          findings.report(
              ToolDrafts.at(
                  tool,
                  Severity.LOW,
                  Evidence.PROVEN,
                  "The schema of the tool "
                      + tool.name()
                      + " demands "
                      + String.join(", ", unknown)
                      + ", which it does not describe: calls fail, or the model invents a form.",
                  tool.name()));
        }
      }
    }
  }
}
