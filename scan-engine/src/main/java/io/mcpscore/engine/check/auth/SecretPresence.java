package io.mcpscore.engine.check.auth;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.regex.Pattern;

/**
 * Expressions that are true when a secret of the settings is there: {@code keys.size > 0}, {@code
 * bool(self.password)}, a name for one, a property that gives one back.
 */
final class SecretPresence {

  private static final Pattern SECRET =
      Pattern.compile(
          "(?i).{0,40}(?:token|secret|api_?key|auth_?key|password|passphrase)s?"
              + "|(?:allowed|valid|accepted|configured|access)_?keys");
  private static final Pattern FLAG =
      Pattern.compile(
          "(?i)_?(?:is_?|has_?|use_?|needs_?|require_?s?_?)?(?:auth|api_?key|token)\\w{0,16}"
              + "(?:enabled|required|configured|set|on|active)|_?(?:requires?|has|uses|needs)_?auth\\w{0,16}");
  private static final Pattern EMPTY = Pattern.compile("0|undefined|null|None|\"\"|''");
  private static final Pattern TAKING = Pattern.compile("bool|Boolean|len|strip|trim|any");
  private static final int MOST_NODES = 200;
  private static final int DEPTH = 5;

  private final CheckContext context;

  SecretPresence(CheckContext context) {
    this.context = context;
  }

  /** Whether an expression, other than the secret itself, is one. */
  boolean isOne(SourceModule module, int expression) {
    return expression != NONE
        && isOne(module, Expressions.unwrap(module.tree(), expression), DEPTH);
  }

  private boolean isOne(SourceModule module, int node, int depth) {
    SyntaxTree tree = module.tree();
    if (node == NONE || depth == 0) {
      return false;
    }
    return switch (tree.kind(node)) {
      case "identifier" ->
          FLAG.matcher(tree.text(node)).matches()
              && module.binding(node).orElse(null) instanceof Binding.Variable v
              && v.value() != NONE
              && isOne(module, Expressions.unwrap(tree, v.value()), depth - 1);
      case "member_expression", "attribute" -> isProperty(module, node, depth);
      case "binary_expression" -> isCounted(module, node, depth);
      case "boolean_operator" ->
          isEither(module, tree.child(node, "left"), depth)
              && isEither(module, tree.child(node, "right"), depth);
      case "comparison_operator" -> {
        int left = tree.namedChild(node, 0);
        String rest = tree.source().slice(tree.end(left), tree.end(node));
        yield rest.length() < 40
            && rest.strip().matches("is not None|(?:>|!=)\\s{0,3}(?:0|\"\"|'')")
            && isSecret(module, left);
      }
      case "unary_expression" -> {
        int inner = tree.child(node, "argument");
        yield tree.is(inner, "unary_expression") && isSecret(module, tree.child(inner, "argument"));
      }
      case "call", "call_expression" ->
          ExternalCalls.isCall(tree, node)
              && Expressions.calledName(tree, node).matches("bool|Boolean")
              && isEither(module, tree.namedChild(tree.child(node, "arguments"), 0), depth);
      default -> false;
    };
  }

  private boolean isEither(SourceModule module, int expression, int depth) {
    int node = expression == NONE ? NONE : Expressions.unwrap(module.tree(), expression);
    return isSecret(module, node) || isOne(module, node, depth - 1);
  }

  private boolean isCounted(SourceModule module, int node, int depth) {
    SyntaxTree tree = module.tree();
    int left = tree.child(node, "left");
    int right = tree.child(node, "right");
    return switch (tree.text(tree.child(node, "operator"))) {
      case "||", "&&" -> isEither(module, left, depth) && isEither(module, right, depth);
      case ">", "!=", "!==" -> EMPTY.matcher(tree.text(right)).matches() && isSecret(module, left);
      default -> false;
    };
  }

  /** The secret, trimmed or counted. */
  private static boolean isSecret(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    int at = expression;
    for (int i = 0; i < DEPTH && at != NONE; i++) {
      String name = SecretNames.lastName(tree, at);
      if (name.equals("size") || name.equals("length")) {
        at = tree.child(at, "object");
      } else if (ExternalCalls.isCall(tree, at)
          && TAKING.matcher(Expressions.calledName(tree, at)).matches()) {
        int owner = Expressions.owner(tree, at);
        at = owner == NONE ? tree.namedChild(tree.child(at, "arguments"), 0) : owner;
      } else {
        return SECRET.matcher(name).matches();
      }
    }
    return false;
  }

  /** A property of the code's own that says so. */
  private boolean isProperty(SourceModule module, int node, int depth) {
    String name = SecretNames.lastName(module.tree(), node);
    return FLAG.matcher(name).matches()
        && context.program().modules().stream()
            .filter(m -> m.file().role().deducts() && m.file().text().holds(name))
            .anyMatch(m -> isGivenBack(m, name, depth));
  }

  private boolean isGivenBack(SourceModule module, String name, int depth) {
    SyntaxTree tree = module.tree();
    return tree.ofKinds("function_definition", "method_definition")
        .filter(f -> tree.text(tree.child(f, "name")).equals(name))
        .flatMap(f -> tree.subtree(f).limit(MOST_NODES))
        .filter(n -> tree.is(n, "return_statement"))
        .anyMatch(r -> isOne(module, Expressions.unwrap(tree, tree.namedChild(r, 0)), depth - 1));
  }
}
