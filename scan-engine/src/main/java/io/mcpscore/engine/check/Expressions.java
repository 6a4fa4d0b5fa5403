package io.mcpscore.engine.check;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Set;

/** What expressions are made of, the same for both grammars. */
public final class Expressions {

  private static final Set<String> WRAPPERS =
      Set.of(
          "parenthesized_expression",
          "await_expression",
          "await",
          "as_expression",
          "satisfies_expression",
          "non_null_expression");

  private static final int MOST_STEPS = 12;

  private Expressions() {}

  /** The expression inside parentheses, {@code await} and type assertions. */
  public static int unwrap(SyntaxTree tree, int expression) {
    int at = expression;
    while (at >= 0 && WRAPPERS.contains(tree.kind(at)) && tree.namedChild(at, 0) >= 0) {
      at = tree.namedChild(at, 0);
    }
    return at;
  }

  /** The value that a name was given once, followed through names; else the expression itself. */
  public static int valueOf(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    int at = unwrap(tree, expression);
    for (int i = 0; i < MOST_STEPS && tree.is(at, "identifier"); i++) {
      if (!(module.binding(at).orElse(null) instanceof Binding.Variable v)
          || v.value() == SyntaxTree.NONE) {
        return at;
      }
      at = unwrap(tree, v.value());
    }
    return at;
  }

  /** The nearest function around a node, or 0 for the top of the module. */
  public static int scope(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    int at = tree.parent(node);
    while (at > 0 && !module.isFunction(at)) {
      at = tree.parent(at);
    }
    return Math.max(at, 0);
  }

  /** The object of a method call or member access, or {@code NONE}. */
  public static int owner(SyntaxTree tree, int node) {
    int function = tree.child(node, "function");
    return tree.child(function == SyntaxTree.NONE ? node : function, "object");
  }

  /** The last name of what a call calls: {@code c} of {@code a.b.c(x)}. */
  public static String calledName(SyntaxTree tree, int call) {
    int function = tree.child(call, "function");
    int callee = function == SyntaxTree.NONE ? tree.child(call, "constructor") : function;
    int property = tree.child(callee, "property");
    int name = property == SyntaxTree.NONE ? tree.child(callee, "attribute") : property;
    return tree.text(name == SyntaxTree.NONE ? callee : name);
  }

  /**
   * The literal text that a computed text begins with: {@code refs/} of {@code `refs/${x}`}; empty
   * when it begins with something computed.
   */
  public static String head(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    int at = valueOf(module, expression);
    for (int i = 0; i < MOST_STEPS && at >= 0; i++) {
      if (Literals.isString(tree, at)) {
        return literalHead(tree, at);
      }
      at =
          switch (tree.kind(at)) {
            case "binary_expression", "binary_operator" -> tree.child(at, "left");
            case "concatenated_string" -> tree.namedChild(at, 0);
            case "call" ->
                calledName(tree, at).equals("format") ? owner(tree, at) : SyntaxTree.NONE;
            default -> SyntaxTree.NONE;
          };
      at = at < 0 ? at : valueOf(module, at);
    }
    return "";
  }

  private static String literalHead(SyntaxTree tree, int string) {
    int gap =
        tree.namedChildren(string)
            .filter(c -> tree.is(c, "template_substitution") || tree.is(c, "interpolation"))
            .findFirst()
            .orElse(SyntaxTree.NONE);
    int start = Literals.contentStart(tree, string);
    int end = gap == SyntaxTree.NONE ? Literals.contentEnd(tree, string) : tree.start(gap);
    String text = tree.source().slice(start, Math.max(start, end));
    int placeholder = text.indexOf('%') >= 0 ? text.indexOf('%') : text.indexOf('{');
    return placeholder >= 0 ? text.substring(0, placeholder) : text;
  }
}
