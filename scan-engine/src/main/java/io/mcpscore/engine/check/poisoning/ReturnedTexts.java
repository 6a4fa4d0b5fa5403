package io.mcpscore.engine.check.poisoning;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Literal texts that a handler returns: in what it returns itself, and in the variables, constants
 * and functions of the repository that this is made of. What is logged, compared or thrown stays
 * out.
 */
final class ReturnedTexts {

  private static final int DEEPEST = 4;
  private static final int ROUNDS = 3;
  private static final int SHORTEST = 12;

  /** Calls that hand a text through; of any other call the arguments go elsewhere. */
  private static final Pattern PASSING =
      Pattern.compile(
          "(?:.*[.])?(?:TextContent|CallToolResult|ToolResult|Message|UserMessage|AssistantMessage|PromptMessage|GetPromptResult|SamplingMessage|EmbeddedResource|TextResourceContents|ReadResourceContents|ReadResourceResult|text|join|format|dumps|stringify|dedent|cleandoc|strip|trim|str|String|concat|replace|append|push|content)");

  private final Program program;
  private final Handler handler;
  private final Set<String> seen = new HashSet<>();

  ReturnedTexts(Program program, Handler handler) {
    this.program = program;
    this.handler = handler;
  }

  /** Gives every text to a sink, in order. */
  void forEach(TextWalk.Sink sink) {
    region(handler.module(), handler.region(), sink, 0);
  }

  private void region(SourceModule module, int region, TextWalk.Sink sink, int depth) {
    if (depth > DEEPEST || !seen.add(module.file().path() + ' ' + region)) {
      return;
    }
    SyntaxTree tree = module.tree();
    Set<String> names = new HashSet<>();
    Set<Integer> values = new HashSet<>();
    tree.subtree(region)
        .filter(n -> tree.is(n, "return_statement") || tree.is(n, "yield"))
        .forEach(values::add);
    if (isExpression(tree, region)) {
      values.add(region);
    }
    for (int round = 0; round < ROUNDS; round++) {
      values.forEach(v -> names(tree, v, names));
      tree.subtree(region)
          .filter(n -> isAssignment(tree, n) && names.contains(rootName(tree, target(tree, n))))
          .forEach(n -> values.add(value(tree, n)));
      tree.subtree(region)
          .filter(n -> isAppend(tree, n, names))
          .forEach(n -> values.add(tree.child(n, "arguments")));
    }
    values.stream().sorted().filter(v -> v != NONE).forEach(v -> texts(module, v, sink, depth));
  }

  private static boolean isExpression(SyntaxTree tree, int region) {
    return !tree.is(region, "statement_block") && !tree.is(region, "block");
  }

  private static boolean isAssignment(SyntaxTree tree, int node) {
    return switch (tree.kind(node)) {
      case "assignment",
          "assignment_expression",
          "augmented_assignment",
          "augmented_assignment_expression",
          "variable_declarator" ->
          true;
      default -> false;
    };
  }

  private static int target(SyntaxTree tree, int assignment) {
    int left = tree.child(assignment, "left");
    return left == NONE ? tree.child(assignment, "name") : left;
  }

  private static int value(SyntaxTree tree, int assignment) {
    int right = tree.child(assignment, "right");
    return right == NONE ? tree.child(assignment, "value") : right;
  }

  private static boolean isAppend(SyntaxTree tree, int node, Set<String> names) {
    if (!ExternalCalls.isCall(tree, node)) {
      return false;
    }
    int callee = tree.child(node, "function");
    String method =
        tree.text(tree.child(callee, "property")) + tree.text(tree.child(callee, "attribute"));
    return (method.equals("append") || method.equals("push") || method.equals("extend"))
        && names.contains(rootName(tree, tree.child(callee, "object")));
  }

  private static String rootName(SyntaxTree tree, int target) {
    int at = target;
    while (tree.child(at, "object") != NONE || tree.child(at, "value") != NONE) {
      at = tree.child(at, "object") != NONE ? tree.child(at, "object") : tree.child(at, "value");
    }
    return tree.is(at, "identifier") ? tree.text(at) : "";
  }

  private static void names(SyntaxTree tree, int value, Set<String> names) {
    if (value != NONE) {
      tree.subtree(value)
          .filter(n -> tree.is(n, "identifier") || tree.is(n, "shorthand_property_identifier"))
          .forEach(n -> names.add(tree.text(n)));
    }
  }

  private void texts(SourceModule module, int value, TextWalk.Sink sink, int depth) {
    SyntaxTree tree = module.tree();
    int end = tree.subtreeEnd(value);
    for (int n = value; n < end; n++) {
      if (seen.contains(module.file().path() + '#' + n)) {
        n = tree.subtreeEnd(n) - 1;
      } else if (TextWalk.isText(tree, n)) {
        text(module, n, sink);
        n = hasGap(tree, n) ? n : tree.subtreeEnd(n) - 1;
      } else if (ExternalCalls.isCall(tree, n)) {
        n = call(module, n, sink, depth);
      } else if (tree.is(n, "identifier") || tree.is(n, "shorthand_property_identifier")) {
        constant(module, n, sink);
      } else if (tree.is(n, "pair")) {
        // Keys are names; the walk goes on with the value.
        n = Math.max(n, tree.child(n, "value") - 1);
      } else if (tree.is(n, "comparison_operator")
          || tree.is(n, "throw_statement")
          || tree.is(n, "raise_statement")) {
        n = tree.subtreeEnd(n) - 1;
      }
    }
  }

  private static boolean hasGap(SyntaxTree tree, int literal) {
    return tree.subtree(literal)
        .anyMatch(c -> tree.is(c, "template_substitution") || tree.is(c, "interpolation"));
  }

  private void text(SourceModule module, int node, TextWalk.Sink sink) {
    JsonNode constant = program.constant(module, node);
    String text =
        constant.isTextual() ? constant.textValue() : RawText.withGaps(module.tree(), node);
    if (text.length() >= SHORTEST && seen.add(module.file().path() + '#' + node)) {
      sink.text(module, node, text);
    }
  }

  /** Follows calls of the repository and hands passing ones through; others end here. */
  private int call(SourceModule module, int call, TextWalk.Sink sink, int depth) {
    SyntaxTree tree = module.tree();
    int callee = tree.child(call, "function");
    if (program.resolve(module, callee).orElse(null) instanceof Target.Defined defined
        && defined.module().isFunction(defined.node())) {
      int body = defined.module().tree().child(defined.node(), "body");
      region(defined.module(), body, sink, depth + 1);
    }
    boolean passes = PASSING.matcher(tree.text(callee)).matches();
    return passes ? call : tree.subtreeEnd(call) - 1;
  }

  private void constant(SourceModule module, int name, TextWalk.Sink sink) {
    if (program.resolve(module, name).orElse(null) instanceof Target.Defined defined
        && TextWalk.isText(defined.module().tree(), defined.node())) {
      text(defined.module(), defined.node(), sink);
    }
  }
}
