package io.mcpscore.engine.flow;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.syntax.SyntaxTree;

/** What an expression is as a condition, as far as its form says so. */
enum Truth {
  TRUE,
  FALSE,
  UNKNOWN;

  /** Whether an expression may come out like this as a condition. */
  static boolean mayBe(Frame frame, int expression, boolean outcome) {
    Truth truth = of(frame, expression);
    return truth == UNKNOWN || (truth == TRUE) == outcome;
  }

  /** What an expression is; nothing at all is false. */
  static Truth of(Frame frame, int expression) {
    SyntaxTree tree = frame.tree;
    int node = expression == NONE ? NONE : Shapes.unwrap(tree, expression);
    if (node == NONE || tree.text(node).equals("undefined")) {
      return FALSE;
    }
    JsonNode constant = frame.run.constant(frame.module, node);
    if (!constant.isMissingNode()) {
      return of(constant, frame.module.file().language().isScript());
    }
    return switch (tree.kind(node)) {
      case "object", "array", "new_expression", "arrow_function" -> TRUE;
      case "dictionary", "list", "tuple" -> tree.namedChild(node, 0) == NONE ? FALSE : TRUE;
      case "template_string", "string" -> hasWords(tree, node) ? TRUE : UNKNOWN;
      default -> UNKNOWN;
    };
  }

  private static Truth of(JsonNode constant, boolean script) {
    if (constant.isContainerNode()) {
      return script || !constant.isEmpty() ? TRUE : FALSE;
    }
    boolean holds =
        constant.isTextual() ? !constant.textValue().isEmpty() : constant.asBoolean(false);
    return holds ? TRUE : FALSE;
  }

  /** Whether a text with gaps has some text of its own. */
  private static boolean hasWords(SyntaxTree tree, int text) {
    return tree.namedChildren(text)
        .anyMatch(c -> tree.is(c, "string_fragment") || tree.is(c, "string_content"));
  }
}
