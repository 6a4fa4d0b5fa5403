package io.mcpscore.engine.check.poisoning;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.CheckInfo;
import io.mcpscore.engine.check.CheckInfoReader;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.check.poisoning.Instruction.Kind;
import io.mcpscore.engine.check.poisoning.ModelText.Surface;
import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import java.util.EnumSet;
import java.util.List;

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
      JsonNode schema = tool.inputSchema();
      if (schema != null && tool.handler() != null && !ParameterUse.isOpaque(tool.handler())) {
        schema
            .path("properties")
            .fieldNames()
            .forEachRemaining(
                name ->
                    SuspiciousParameter.of(name)
                        .filter(p -> !ParameterUse.isUsed(tool.handler(), name))
                        .ifPresent(p -> findings.report(draft(tool, name, p))));
      }
    }
  }

  private static Draft draft(ToolDeclaration tool, String name, SuspiciousParameter parameter) {
    Handler handler = tool.handler();
    SyntaxTree tree = handler.module().tree();
    int at =
        tree.subtree(tree.child(handler.function(), "parameters"))
            .filter(n -> tree.text(n).equals(name))
            .findFirst()
            .orElse(handler.function());
    return new Draft(
        handler.module().file(),
        tree.start(at),
        tree.end(at),
        parameter.severity(),
        Evidence.PROVEN,
        "The parameter "
            + name
            + " of the tool "
            + tool.name()
            + " is not used by its code: it draws "
            + parameter.what()
            + " out of the model for nothing.",
        tool.name(),
        List.of(),
        List.of());
  }
}
