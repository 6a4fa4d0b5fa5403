package io.mcpscore.engine.check.secrets;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a written default is what callers are let in with: the name that it is given to stands in
 * a comparison with what somebody sent. Passwords that the program logs in with elsewhere are
 * compared with nothing.
 */
final class ComparedLogins {

  private static final Set<String> PASSING =
      Set.of(
          "binary_expression",
          "boolean_operator",
          "call",
          "call_expression",
          "arguments",
          "argument_list",
          "parenthesized_expression",
          "as_expression",
          "non_null_expression");
  private static final Pattern EQUALITY = Pattern.compile("[!=]==?");
  private static final Pattern COMPARING = Pattern.compile("compare_digest|timingSafeEqual");
  private static final Pattern NOTHING =
      Pattern.compile("null|undefined|None|true|false|True|False|[0-9]{1,9}");
  private static final int MOST_LEVELS = 8;

  private ComparedLogins() {}

  /** Whether the literal at a node, a default, is one. */
  static boolean isOne(CheckContext context, SourceModule module, int literal) {
    String name = owner(module.tree(), literal);
    return SecretNames.isSecret(name)
        && context.program().modules().stream()
            .filter(m -> m.file().role().deducts() && m.file().text().holds(name))
            .anyMatch(m -> compares(m, name));
  }

  /** Name of the variable, member or field that a value goes to, or the empty text. */
  private static String owner(SyntaxTree tree, int literal) {
    int at = tree.parent(literal);
    for (int i = 0; i < MOST_LEVELS && at != NONE && PASSING.contains(tree.kind(at)); i++) {
      at = tree.parent(at);
    }
    return switch (at == NONE ? "" : tree.kind(at)) {
      case "variable_declarator", "public_field_definition" -> tree.text(tree.child(at, "name"));
      case "assignment", "assignment_expression" -> SecretReads.name(tree, tree.child(at, "left"));
      case "pair" -> Members.key(tree, at);
      default -> "";
    };
  }

  private static boolean compares(SourceModule module, String name) {
    SyntaxTree tree = module.tree();
    return tree.ofKinds("binary_expression", "comparison_operator", "call", "call_expression")
        .anyMatch(
            n -> {
              int[] sides = sides(tree, n);
              return (isRead(tree, sides[0], name) && isSent(tree, sides[1]))
                  || (isRead(tree, sides[1], name) && isSent(tree, sides[0]));
            });
  }

  /** Both sides of a comparison, {@code NONE} twice where there is none. */
  private static int[] sides(SyntaxTree tree, int node) {
    int[] none = {NONE, NONE};
    return switch (tree.kind(node)) {
      case "binary_expression" ->
          EQUALITY.matcher(tree.text(tree.child(node, "operator"))).matches()
              ? new int[] {tree.child(node, "left"), tree.child(node, "right")}
              : none;
      case "comparison_operator" -> {
        int left = tree.namedChild(node, 0);
        int right = tree.namedChild(node, 1);
        boolean equality =
            right != NONE
                && EQUALITY
                    .matcher(tree.source().slice(tree.end(left), tree.start(right)).strip())
                    .matches();
        yield equality ? new int[] {left, right} : none;
      }
      default -> {
        int list = tree.child(node, "arguments");
        boolean compared =
            ExternalCalls.isCall(tree, node)
                && COMPARING.matcher(Expressions.calledName(tree, node)).matches();
        yield compared ? new int[] {tree.namedChild(list, 0), tree.namedChild(list, 1)} : none;
      }
    };
  }

  /** The name itself, or what it is encoded to. */
  private static boolean isRead(SyntaxTree tree, int side, String name) {
    return side != NONE
        && tree.subtree(side).limit(12).anyMatch(n -> SecretReads.name(tree, n).equals(name));
  }

  private static boolean isSent(SyntaxTree tree, int side) {
    return side != NONE
        && !Literals.isString(tree, side)
        && !NOTHING.matcher(tree.text(side)).matches();
  }
}
