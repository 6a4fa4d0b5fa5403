package io.mcpscore.engine.check.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.regex.Pattern;

/** {@code mcp-schema-missing}: a tool that takes arguments and states no schema for them. */
public final class McpSchemaMissingCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("mcp-schema-missing");

  private static final Pattern READS =
      Pattern.compile(
          "\\b(?:params\\s?\\.\\s?arguments|arguments|args)\\s?(?:\\?\\.|!?\\.|\\[)\\s?[\\w\"']");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (ToolDeclaration tool : context.servers().tools()) {
      if ((isListedWithout(tool) || isEmpty(tool.inputSchema())) && readsArguments(tool)) {
        findings.report(
            ToolDrafts.at(
                tool,
                Severity.LOW,
                Evidence.PROVEN,
                "The tool "
                    + tool.name()
                    + " reads arguments that its schema does not name: nothing holds what the model"
                    + " sends to a form.",
                tool.name()));
      }
    }
  }

  private static boolean isListedWithout(ToolDeclaration tool) {
    SyntaxTree tree = tool.module().tree();
    return tool.inputSchema() == null
        && tree.is(tool.node(), "object")
        && Members.value(tree, tool.node(), "name") != SyntaxTree.NONE
        && tree.children(tool.node()).noneMatch(c -> tree.is(c, "spread_element"))
        && tree.namedChildren(tool.node())
            .noneMatch(
                c -> tree.text(c).matches("(?s)(?i)(?:input_?)?schema\\b.*|parameters\\b.*"));
  }

  /** A schema of an object about which nothing else is said. */
  private static boolean isEmpty(JsonNode schema) {
    return schema != null
        && schema.path("type").asText().equals("object")
        && schema.path("properties").isEmpty()
        && !schema.has("$ref")
        && !schema.has("anyOf")
        && !schema.has("oneOf")
        && !schema.has("allOf");
  }

  private static boolean readsArguments(ToolDeclaration tool) {
    Handler handler = tool.handler();
    if (handler == null) {
      return false;
    }
    SourceModule module = handler.module();
    return READS.matcher(module.tree().text(handler.region())).find();
  }
}
