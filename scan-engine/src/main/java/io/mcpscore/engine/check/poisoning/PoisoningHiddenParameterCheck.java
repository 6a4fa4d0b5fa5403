package io.mcpscore.engine.check.poisoning;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.check.poisoning.Instruction.Kind;
import io.mcpscore.engine.check.poisoning.ModelText.Surface;
import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code poisoning-hidden-parameter}: parameters that the code has no use for and that draw the
 * conversation, secrets or anything else out of the model, and texts that ask for the conversation.
 */
public final class PoisoningHiddenParameterCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("poisoning-hidden-parameter");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    new Poisoned(INFO)
        .report(
            context, findings, s -> s.isMetadata() || s == Surface.CARRIER, EnumSet.of(Kind.CHAT));
    for (ToolDeclaration tool : context.servers().tools()) {
      Map<String, SuspiciousParameter> idle = idle(tool);
      if (!idle.isEmpty()) {
        findings.report(draft(tool, idle));
      }
    }
  }

  /** Parameters that carry text which nothing reads, in the order of the schema. */
  private static Map<String, SuspiciousParameter> idle(ToolDeclaration tool) {
    Map<String, SuspiciousParameter> out = new LinkedHashMap<>();
    boolean known = tool.inputSchema() != null && tool.handler() != null;
    if (known && !ParameterUse.isOpaque(tool.handler())) {
      for (Map.Entry<String, JsonNode> p : tool.inputSchema().path("properties").properties()) {
        SuspiciousParameter.of(p.getKey())
            .filter(s -> carriesText(p.getValue()))
            .filter(s -> !ParameterUse.isUsed(tool.handler(), p.getKey()))
            .ifPresent(s -> out.put(p.getKey(), s));
      }
    }
    return out;
  }

  private static boolean carriesText(JsonNode schema) {
    String type = schema.path("type").asText("");
    return !schema.has("enum")
        && !type.equals("boolean")
        && !type.equals("integer")
        && !type.equals("number");
  }

  private static Draft draft(ToolDeclaration tool, Map<String, SuspiciousParameter> idle) {
    Handler handler = tool.handler();
    SyntaxTree tree = handler.module().tree();
    String first = idle.keySet().iterator().next();
    SuspiciousParameter worst = Collections.min(idle.values());
    int at =
        tree.subtree(tree.child(handler.function(), "parameters"))
            .filter(n -> tree.text(n).equals(first))
            .findFirst()
            .orElse(handler.function());
    return new Draft(
        handler.module().file(),
        tree.start(at),
        tree.end(at),
        worst.severity(),
        Evidence.PROVEN,
        "The code of the tool "
            + tool.name()
            + " has no use for "
            + String.join(", ", idle.keySet())
            + ", which draws "
            + worst.what()
            + " out of the model.",
        tool.name(),
        List.of(),
        List.of());
  }
}
