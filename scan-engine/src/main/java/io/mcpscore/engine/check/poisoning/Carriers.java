package io.mcpscore.engine.check.poisoning;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.check.poisoning.ModelText.Registered;
import io.mcpscore.engine.check.poisoning.ModelText.Surface;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;

/**
 * Objects that describe a tool, with name, description and schema, although no registration was
 * seen: servers are put together in ways that cannot be followed, but what they say can be read.
 */
final class Carriers {

  private static final List<String> SCHEMAS =
      List.of("inputSchema", "input_schema", "parameters", "schema", "paramsSchema");

  private final CheckContext context;
  private final TextWalk walk;

  Carriers(CheckContext context, TextWalk walk) {
    this.context = context;
    this.walk = walk;
  }

  /** Adds the texts of such objects. */
  void find(List<ModelText> found) {
    for (SourceModule module : context.program().modules()) {
      if (!module.file().role().deducts()) {
        continue;
      }
      SyntaxTree tree = module.tree();
      for (int node = 0; node < tree.size(); node++) {
        if (describesTool(tree, node) && !walk.isKnown(module, node)) {
          Registered at = new Registered(module, node);
          walk.walk(
              module,
              node,
              (m, n, text) -> found.add(new ModelText(Surface.CARRIER, null, at, m, n, text)));
        }
      }
    }
  }

  private static boolean describesTool(SyntaxTree tree, int node) {
    return switch (tree.kind(node)) {
      case "object", "dictionary" -> hasParts(tree, node);
      case "call" -> ExternalCalls.isCall(tree, node) && isToolCall(tree, node);
      default -> false;
    };
  }

  private static boolean hasParts(SyntaxTree tree, int object) {
    return Members.value(tree, object, "description") != NONE
        && Members.value(tree, object, "name") != NONE
        && SCHEMAS.stream().anyMatch(s -> Members.value(tree, object, s) != NONE);
  }

  private static boolean isToolCall(SyntaxTree tree, int call) {
    String callee = tree.text(tree.child(call, "function"));
    return (callee.equals("Tool") || callee.endsWith(".Tool"))
        && tree.namedChildren(tree.child(call, "arguments"))
            .anyMatch(a -> tree.text(tree.child(a, "name")).equals("description"));
  }
}
