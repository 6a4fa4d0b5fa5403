package io.mcpscore.engine.check;

import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Switches and options that a program starts a browser with. */
public final class BrowserSwitches {

  private static final Set<String> ADDING =
      Set.of("add_argument", "addArguments", "addArgument", "set_argument", "push", "append");

  /** Where somebody decides, for a machine that leaves no choice. */
  private static final Set<String> CHOICES =
      Set.of(
          "if_statement",
          "ternary_expression",
          "conditional_expression",
          "switch_case",
          "catch_clause",
          "except_clause");

  private BrowserSwitches() {}

  /**
   * The places of a module that give some of them on every machine, in the order of the text.
   *
   * @param arguments of the command line, as written: {@code --mute-audio}
   * @param options names of options, with the literals that turn them on or off, as written in
   *     either language
   */
  public static IntStream in(
      SyntaxTree tree, Set<String> arguments, Map<String, Set<String>> options) {
    return tree.ofKinds("string", "pair", "keyword_argument", "assignment")
        .filter(
            n -> tree.is(n, "string") ? isArgument(tree, n, arguments) : isOption(tree, n, options))
        .filter(n -> !isChosen(tree, n));
  }

  /** An item of a list, or an argument of a call; in a message it is no switch. */
  private static boolean isArgument(SyntaxTree tree, int string, Set<String> arguments) {
    if (!Literals.isString(tree, string) || !arguments.contains(Literals.content(tree, string))) {
      return false;
    }
    String holder = tree.kind(tree.parent(string));
    return holder.equals("array")
        || holder.equals("list")
        || (holder.matches("arguments|argument_list") && isAdding(tree, string));
  }

  private static boolean isAdding(SyntaxTree tree, int argument) {
    return ADDING.contains(Expressions.calledName(tree, tree.parent(tree.parent(argument))));
  }

  private static boolean isOption(SyntaxTree tree, int node, Map<String, Set<String>> options) {
    boolean attribute = tree.is(node, "assignment");
    String name =
        tree.is(node, "pair")
            ? Members.key(tree, node)
            : attribute
                ? tree.text(tree.child(tree.child(node, "left"), "attribute"))
                : tree.text(tree.child(node, "name"));
    Set<String> values = options.get(name);
    return values != null
        && values.contains(tree.text(tree.child(node, attribute ? "right" : "value")));
  }

  private static boolean isChosen(SyntaxTree tree, int node) {
    for (int at = tree.parent(node); at > 0; at = tree.parent(at)) {
      String operator = tree.text(tree.child(at, "operator"));
      if (CHOICES.contains(tree.kind(at)) || operator.equals("&&") || operator.equals("and")) {
        return true;
      }
    }
    return false;
  }
}
