package io.mcpscore.engine.check.mcp;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.HashMap;
import java.util.Map;

/** {@code mcp-duplicate-tool}: one name, registered twice with the same server. */
public final class McpDuplicateToolCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("mcp-duplicate-tool");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    Map<String, ToolDeclaration> first = new HashMap<>();
    for (ToolDeclaration tool : context.servers().tools()) {
      if (!tool.name().contains("*")) {
        ToolDeclaration other = first.putIfAbsent(place(tool) + tool.name(), tool);
        if (other != null && other.node() != tool.node()) {
          findings.report(
              ToolDrafts.at(
                  tool,
                  Severity.MEDIUM,
                  Evidence.PROVEN,
                  "The tool "
                      + tool.name()
                      + " is registered a second time with the same server (first in line "
                      + other.module().tree().line(other.node())
                      + "): one of them shadows the other, or the server fails at its start.",
                  tool.name()));
        }
      }
    }
  }

  /**
   * Where a registration stands: file, enclosing block and the object it is called on, so that
   * branches, factories and servers of one file are kept apart.
   */
  private static String place(ToolDeclaration tool) {
    SyntaxTree tree = tool.module().tree();
    int call = tree.is(tool.node(), "decorator") ? tree.namedChild(tool.node(), 0) : tool.node();
    int function =
        tree.is(call, "call") || tree.is(call, "call_expression")
            ? tree.child(call, "function")
            : call;
    int object = tree.child(function, "object");
    int block = tree.parent(tool.node());
    while (block > 0 && !isBlock(tree, block)) {
      block = tree.parent(block);
    }
    return tool.module().file().path() + "#" + block + "#" + tree.text(object) + "#";
  }

  private static boolean isBlock(SyntaxTree tree, int node) {
    return switch (tree.kind(node)) {
      case "block", "statement_block", "array", "list", "program", "module", "class_body" -> true;
      default -> false;
    };
  }
}
