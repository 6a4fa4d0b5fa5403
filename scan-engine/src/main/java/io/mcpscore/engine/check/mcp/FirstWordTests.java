package io.mcpscore.engine.check.mcp;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Conditions that look for the first word of a text in a list of forbidden ones. */
final class FirstWordTests {

  private static final int MOST_HOPS = 4;
  private static final Set<String> CONTAINS = Set.of("includes", "has");
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "(?i).*(?:un_?allowed|not_?allowed|disallowed|deni|deny|block|forbid|dangerous|destructive"
              + "|write|mutat|restricted|unsafe).*");
  private static final Set<String> VERBS =
      Set.of(
          "delete",
          "create",
          "apply",
          "write",
          "rm",
          "drop",
          "insert",
          "update",
          "remove",
          "push",
          "exec",
          "kill",
          "shutdown",
          "sudo",
          "mv",
          "dd",
          "reset");

  private FirstWordTests() {}

  /**
   * The condition of an {@code if} that refuses forbidden first words.
   *
   * @return the condition, or {@code NONE} when the node is no such statement
   */
  static int denied(Program program, SourceModule module, int statement) {
    SyntaxTree tree = module.tree();
    if (!tree.is(statement, "if_statement") || !leaves(tree, statement)) {
      return SyntaxTree.NONE;
    }
    int condition = tree.child(statement, "condition");
    return tree.subtree(condition)
        .filter(n -> isDenial(program, module, n))
        .findFirst()
        .orElse(SyntaxTree.NONE);
  }

  private static boolean leaves(SyntaxTree tree, int statement) {
    return tree.subtree(tree.child(statement, "consequence"))
        .anyMatch(
            n ->
                tree.is(n, "return_statement")
                    || tree.is(n, "raise_statement")
                    || tree.is(n, "throw_statement"));
  }

  private static boolean isDenial(Program program, SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    if (tree.is(node, "comparison_operator")) {
      int value = tree.namedChild(node, 0);
      int list = tree.namedChild(node, 1);
      boolean in =
          list != SyntaxTree.NONE
              && tree.source().slice(tree.end(value), tree.start(list)).strip().equals("in");
      return in && forbids(program, module, list) && isFirstWord(module, value, MOST_HOPS);
    }
    if (tree.is(node, "call_expression")) {
      int function = tree.child(node, "function");
      boolean negated =
          tree.is(tree.parent(node), "unary_expression")
              && tree.text(tree.parent(node)).startsWith("!");
      return !negated
          && CONTAINS.contains(tree.text(tree.child(function, "property")))
          && forbids(program, module, tree.child(function, "object"))
          && isFirstWord(module, new Call(module, node, "").argument(0), MOST_HOPS);
    }
    return false;
  }

  private static boolean forbids(Program program, SourceModule module, int list) {
    SyntaxTree tree = module.tree();
    boolean named =
        (tree.is(list, "identifier") || tree.is(list, "member_expression"))
            && FORBIDDEN.matcher(tree.text(list)).matches();
    if (named) {
      return true;
    }
    boolean literal = tree.is(list, "list") || tree.is(list, "tuple") || tree.is(list, "array");
    if (!literal) {
      return false;
    }
    for (var item : program.constant(module, list)) {
      if (VERBS.contains(item.asText())) {
        return true;
      }
    }
    return false;
  }

  /** Whether an expression is {@code x.split()[0]}, also over a few names. */
  private static boolean isFirstWord(SourceModule module, int expression, int hops) {
    SyntaxTree tree = module.tree();
    if (expression == SyntaxTree.NONE || hops == 0) {
      return false;
    }
    return switch (tree.kind(expression)) {
      case "identifier" ->
          values(module, expression).anyMatch(v -> isFirstWord(module, v, hops - 1));
      case "subscript", "subscript_expression" -> {
        boolean python = tree.is(expression, "subscript");
        int index = tree.child(expression, python ? "subscript" : "index");
        int words = tree.child(expression, python ? "value" : "object");
        yield tree.text(index).equals("0") && isSplit(module, words, hops - 1);
      }
      case "call", "call_expression" -> {
        int function = tree.child(expression, "function");
        String method = tree.text(function);
        boolean same = method.matches("(?s).{1,400}\\.(?:lower|strip|toLowerCase|trim)");
        yield same && isFirstWord(module, tree.child(function, "object"), hops);
      }
      default -> false;
    };
  }

  private static boolean isSplit(SourceModule module, int words, int hops) {
    SyntaxTree tree = module.tree();
    if (words == SyntaxTree.NONE || hops == 0) {
      return false;
    }
    if (tree.is(words, "identifier")) {
      return values(module, words).anyMatch(v -> isSplit(module, v, hops - 1));
    }
    boolean call = tree.is(words, "call") || tree.is(words, "call_expression");
    return call && tree.text(tree.child(words, "function")).endsWith("split");
  }

  /** Everything that a name is given in its function. */
  private static IntStream values(SourceModule module, int name) {
    SyntaxTree tree = module.tree();
    Binding binding = module.binding(name).orElse(null);
    if (!(binding instanceof Binding.Variable v)) {
      return IntStream.empty();
    }
    if (v.value() != SyntaxTree.NONE) {
      return IntStream.of(v.value());
    }
    int scope = v.declaration();
    while (scope > 0 && !module.isFunction(scope)) {
      scope = tree.parent(scope);
    }
    String text = tree.text(name);
    return tree.subtree(Math.max(scope, 0))
        .filter(n -> tree.kind(n).startsWith("assignment"))
        .filter(n -> tree.text(tree.child(n, "left")).equals(text))
        .map(n -> tree.child(n, "right"));
  }
}
