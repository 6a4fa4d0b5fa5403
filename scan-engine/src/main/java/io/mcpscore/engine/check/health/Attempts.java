package io.mcpscore.engine.check.health;

import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Attempts that may fail in silence, since the code around them says what then holds. */
final class Attempts {

  private static final Pattern FAILURE =
      Pattern.compile("return(?:\\s+(?:None|False|null|undefined|false|\\[]|\\{}|\"\"|''))?;?");
  private static final int MOST_LEVELS = 40;

  private Attempts() {}

  /** Whether a try statement cleans up at the end, is one of several ways, or refines a default. */
  static boolean isProvidedFor(SourceModule module, int attempt) {
    SyntaxTree tree = module.tree();
    return isInFinally(tree, attempt)
        || isOneOfSeveral(tree, attempt)
        || refines(tree, attempt)
        || isOptional(tree, attempt);
  }

  private static boolean isInFinally(SyntaxTree tree, int attempt) {
    int at = attempt;
    for (int i = 0; i < MOST_LEVELS && at > 0; i++) {
      if (tree.is(at, "finally_clause")) {
        return true;
      }
      at = tree.parent(at);
    }
    return false;
  }

  /** It returns what it has got, and the block around it ends in a value that says "nothing". */
  private static boolean isOneOfSeveral(SyntaxTree tree, int attempt) {
    boolean returns =
        tree.subtree(tree.child(attempt, "body")).anyMatch(n -> tree.is(n, "return_statement"));
    int last =
        tree.namedChildren(tree.parent(attempt))
            .filter(n -> !tree.is(n, "comment"))
            .reduce(SyntaxTree.NONE, (a, b) -> b);
    return returns
        && last > attempt
        && tree.is(last, "return_statement")
        && FAILURE.matcher(tree.text(last)).matches();
  }

  /** All that it assigns has a literal value before. */
  private static boolean refines(SyntaxTree tree, int attempt) {
    Set<String> given = new TreeSet<>();
    tree.namedChildren(tree.parent(attempt))
        .takeWhile(n -> n < attempt)
        .flatMap(n -> tree.subtree(n).limit(12))
        .filter(n -> isLiteral(tree, value(tree, n)))
        .forEach(n -> given.add(tree.text(target(tree, n))));
    List<String> assigned =
        tree.subtree(tree.child(attempt, "body"))
            .filter(n -> tree.is(n, "assignment") || tree.is(n, "assignment_expression"))
            .mapToObj(n -> tree.text(tree.child(n, "left")))
            .filter(t -> given.contains(t))
            .toList();
    boolean calls =
        tree.namedChildren(tree.child(attempt, "body"))
            .anyMatch(
                n ->
                    tree.is(n, "expression_statement")
                        && tree.kind(tree.namedChild(n, 0))
                            .matches("call|call_expression|await.*"));
    return !assigned.isEmpty() && !calls;
  }

  /** One field of an answer that is also whole without it. */
  private static boolean isOptional(SyntaxTree tree, int attempt) {
    List<Integer> statements =
        tree.namedChildren(tree.child(attempt, "body"))
            .filter(n -> !tree.is(n, "comment"))
            .boxed()
            .toList();
    if (statements.size() != 1 || !tree.is(statements.getFirst(), "expression_statement")) {
      return false;
    }
    int left = tree.child(tree.namedChild(statements.getFirst(), 0), "left");
    return tree.kind(left < 0 ? 0 : left).matches("subscript|subscript_expression");
  }

  private static int target(SyntaxTree tree, int node) {
    int name = tree.child(node, "name");
    return name == SyntaxTree.NONE ? tree.child(node, "left") : name;
  }

  private static int value(SyntaxTree tree, int node) {
    return switch (tree.kind(node)) {
      case "variable_declarator" -> tree.child(node, "value");
      case "assignment", "assignment_expression" -> tree.child(node, "right");
      default -> SyntaxTree.NONE;
    };
  }

  private static boolean isLiteral(SyntaxTree tree, int value) {
    return value != SyntaxTree.NONE
        && switch (tree.kind(value)) {
          case "string", "number", "integer", "float", "true", "false" -> true;
          default -> false;
        };
  }
}
