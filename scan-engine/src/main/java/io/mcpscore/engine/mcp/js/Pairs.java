package io.mcpscore.engine.mcp.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.js.ScriptSyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Objects;

/**
 * What says a key and a value together and so counts as the list of both: {@code k: v} and methods
 * of an object literal, {@code map.set(k, v)}, {@code table[k] = v}.
 */
final class Pairs {

  static final String KEY = "0";
  static final String VALUE = "1";

  private Pairs() {}

  /** The key under the name 0, the value under the name 1, or null. */
  static Expr side(Expr pair, String name) {
    return switch (name) {
      case KEY -> at(pair, key(pair));
      case VALUE -> at(pair, value(pair));
      default -> null;
    };
  }

  /** Whether what is put into something is a pair. */
  static boolean is(Expr addition) {
    return value(addition) != NONE;
  }

  /** The keys or the values of pairs; those that cannot be told are left out. */
  static List<Expr> sides(Values values, List<Expr> pairs, String side) {
    return pairs.stream()
        .map(
            p ->
                !p.kind().equals("shorthand_property_identifier")
                    ? values.member(p, side)
                    : side.equals(KEY) ? p.asKey() : p)
        .filter(Objects::nonNull)
        .toList();
  }

  /** Whether the items of an expression are pairs: those of maps, and what becomes an object. */
  static boolean isMap(Values values, Expr expression) {
    Expr at = values.follow(expression);
    SyntaxTree tree = at.tree();
    return switch (at.kind()) {
      case "new_expression" -> tree.text(tree.child(at.node(), "constructor")).equals("Map");
      case "call_expression" -> {
        int callee = tree.child(at.node(), "function");
        yield tree.text(callee).equals("Object.fromEntries")
            || tree.text(tree.child(callee, "property")).equals("set");
      }
      default -> false;
    };
  }

  private static Expr at(Expr pair, int node) {
    return node == NONE ? null : pair.at(node);
  }

  private static int key(Expr pair) {
    SyntaxTree tree = pair.tree();
    int node = pair.node();
    return switch (pair.kind()) {
      case "pair" -> {
        int key = tree.child(node, "key");
        yield tree.is(key, "computed_property_name") ? tree.namedChild(key, 0) : key;
      }
      case "method_definition" -> tree.child(node, "name");
      case "assignment_expression" -> {
        int target = tree.child(node, "left");
        yield tree.child(target, tree.is(target, "subscript_expression") ? "index" : "property");
      }
      default -> argument(pair, 0);
    };
  }

  private static int value(Expr pair) {
    SyntaxTree tree = pair.tree();
    return switch (pair.kind()) {
      case "pair" -> tree.child(pair.node(), "value");
      case "method_definition" -> pair.node();
      case "assignment_expression" -> tree.child(pair.node(), "right");
      default -> argument(pair, 1);
    };
  }

  private static int argument(Expr call, int index) {
    SyntaxTree tree = call.tree();
    int callee = tree.child(call.node(), "function");
    return tree.text(tree.child(callee, "property")).equals("set")
        ? ScriptSyntax.argument(tree, call.node(), index)
        : NONE;
  }
}
