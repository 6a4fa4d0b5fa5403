package io.mcpscore.engine.check.poisoning;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.stream.IntStream;

/** Where a registration states the description of a tool. */
final class DescriptionNodes {

  private DescriptionNodes() {}

  /** The expression, or {@code NONE} when there is none, as with documentation strings. */
  static int of(ToolDeclaration tool) {
    SyntaxTree tree = tool.module().tree();
    int node = tree.is(tool.node(), "decorator") ? tree.namedChild(tool.node(), 0) : tool.node();
    return switch (tree.kind(node)) {
      case "object", "dictionary" -> Members.value(tree, node, "description");
      case "call", "call_expression", "new_expression" -> ofCall(tree, node);
      default -> NONE;
    };
  }

  private static int ofCall(SyntaxTree tree, int call) {
    List<Integer> arguments = tree.namedChildren(tree.child(call, "arguments")).boxed().toList();
    int named =
        arguments.stream()
            .flatMapToInt(
                a -> IntStream.of(keyword(tree, a), Members.value(tree, a, "description")))
            .filter(v -> v != NONE)
            .findFirst()
            .orElse(NONE);
    if (named != NONE || tree.is(call, "call")) {
      return named;
    }
    // server.tool(name, description, …)
    boolean plain = tree.text(tree.child(tree.child(call, "function"), "property")).equals("tool");
    int second = arguments.size() > 2 ? arguments.get(1) : NONE;
    return plain && second != NONE && !tree.is(second, "object") && !isSchema(tree, second)
        ? second
        : NONE;
  }

  private static boolean isSchema(SyntaxTree tree, int node) {
    return tree.is(node, "arrow_function")
        || tree.text(node).endsWith("chema")
        || tree.text(node).endsWith(".shape");
  }

  private static int keyword(SyntaxTree tree, int argument) {
    return tree.is(argument, "keyword_argument")
            && tree.text(tree.child(argument, "name")).equals("description")
        ? tree.child(argument, "value")
        : NONE;
  }
}
