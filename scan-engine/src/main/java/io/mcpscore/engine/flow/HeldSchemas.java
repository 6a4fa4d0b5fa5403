package io.mcpscore.engine.flow;

import io.mcpscore.engine.mcp.McpModel;
import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.regex.Pattern;

/**
 * Servers of the low level that hold arguments against the schemas they list themselves, once for
 * all tools: {@code tool.schema.parse(request.params.arguments)} before {@code tool.run(…)}.
 */
final class HeldSchemas {

  private static final Pattern VALIDATION =
      Pattern.compile(
          "[\\w$]{1,60}[!?]?\\.(?:[\\w$]{1,60}[!?]?\\.){0,3}"
              + "(?i:\\w{0,20}schema|zod\\w{0,20}|input|parameters|params|args|shape|validator)"
              + "[!?]?\\.(?:parse|safeParse|parseAsync|safeParseAsync|validate|validateSync)");
  private static final int LONGEST = 200;

  private HeldSchemas() {}

  /** Whether arguments come to a tool's code from a dispatcher that holds them against schemas. */
  static boolean of(McpModel model, ToolDeclaration tool) {
    return tool.handler() != null
        && model.dispatchers().stream()
            .filter(d -> !isSame(d, tool.handler()))
            .anyMatch(HeldSchemas::validates);
  }

  private static boolean isSame(Handler a, Handler b) {
    return a.function() == b.function() && a.module().equals(b.module());
  }

  private static boolean validates(Handler dispatcher) {
    SyntaxTree tree = dispatcher.module().tree();
    return tree.subtree(dispatcher.function())
        .filter(n -> tree.is(n, "call_expression"))
        .map(n -> tree.child(n, "function"))
        .filter(f -> tree.end(f) - tree.start(f) < LONGEST)
        .anyMatch(f -> VALIDATION.matcher(tree.text(f).replaceAll("\\s+", "")).matches());
  }
}
