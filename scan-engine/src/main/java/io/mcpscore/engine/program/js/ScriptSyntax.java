package io.mcpscore.engine.program.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Shapes of the TypeScript and JavaScript grammars that more than one reader needs. */
public final class ScriptSyntax {

  private static final Set<String> FUNCTIONS =
      Set.of(
          "function_declaration",
          "generator_function_declaration",
          "function_expression",
          "generator_function",
          "arrow_function",
          "method_definition");
  private static final Set<String> CLASSES =
      Set.of("class_declaration", "abstract_class_declaration", "class");
  private static final Set<String> WRAPPERS =
      Set.of(
          "parenthesized_expression",
          "as_expression",
          "satisfies_expression",
          "non_null_expression",
          "await_expression",
          "instantiation_expression");

  private ScriptSyntax() {}

  /** Whether a node has parameters and a body. */
  public static boolean isFunction(SyntaxTree tree, int node) {
    return node >= 0 && FUNCTIONS.contains(tree.kind(node));
  }

  /** Whether a node declares a class or is a class expression. */
  public static boolean isClass(SyntaxTree tree, int node) {
    // The keyword "class" is a node of the same kind without children.
    return node >= 0 && CLASSES.contains(tree.kind(node)) && tree.firstChild(node) != NONE;
  }

  /** The expression without parentheses, type assertions and {@code await}. */
  public static int unwrap(SyntaxTree tree, int node) {
    int at = node;
    while (at != NONE) {
      if (WRAPPERS.contains(tree.kind(at))) {
        at = tree.namedChild(at, 0);
      } else if (tree.is(at, "type_assertion")) {
        at = lastNamedChild(tree, at);
      } else {
        return at;
      }
    }
    return NONE;
  }

  /** The arguments of a call or {@code new} expression in order, without comments. */
  public static IntStream arguments(SyntaxTree tree, int call) {
    int arguments = tree.child(call, "arguments");
    return tree.is(arguments, "arguments") ? tree.namedChildren(arguments) : IntStream.empty();
  }

  /** One argument of a call, or {@code SyntaxTree.NONE}. */
  public static int argument(SyntaxTree tree, int call, int index) {
    return arguments(tree, call).skip(index).findFirst().orElse(NONE);
  }

  /** The nearest function around a node, or {@code SyntaxTree.NONE} at the top level. */
  public static int enclosingFunction(SyntaxTree tree, int node) {
    int at = tree.parent(node);
    while (at != NONE && !isFunction(tree, at)) {
      at = tree.parent(at);
    }
    return at;
  }

  /**
   * The class or object literal that {@code this} means at a node, or {@code SyntaxTree.NONE}.
   * Arrow functions hand {@code this} through, other functions end the search.
   */
  public static int owner(SyntaxTree tree, int node) {
    int at = tree.parent(node);
    while (at != NONE) {
      String kind = tree.kind(at);
      if (kind.equals("method_definition")
          || kind.equals("public_field_definition")
          || kind.equals("field_definition")) {
        int holder = tree.parent(at);
        return tree.is(holder, "class_body") ? tree.parent(holder) : holder;
      }
      if (isFunction(tree, at) && !kind.equals("arrow_function")) {
        int pair = tree.parent(at);
        return tree.is(pair, "pair") ? tree.parent(pair) : NONE;
      }
      at = tree.parent(at);
    }
    return NONE;
  }

  /** The expressions that a function returns, nested functions not counted. */
  public static List<Integer> returns(SyntaxTree tree, int function) {
    int body = tree.child(function, "body");
    if (body == NONE) {
      return List.of();
    }
    if (!tree.is(body, "statement_block")) {
      return List.of(body);
    }
    List<Integer> found = new ArrayList<>();
    int end = tree.subtreeEnd(body);
    for (int n = body + 1; n < end; n++) {
      if (isFunction(tree, n) || isClass(tree, n)) {
        n = tree.subtreeEnd(n) - 1;
      } else if (tree.is(n, "return_statement") && tree.namedChild(n, 0) != NONE) {
        found.add(tree.namedChild(n, 0));
      }
    }
    return found;
  }

  /** Name of a property key as written, or null for a computed one. */
  public static String propertyName(SyntaxTree tree, int key) {
    if (key == NONE) {
      return null;
    }
    return switch (tree.kind(key)) {
      case "property_identifier",
          "private_property_identifier",
          "shorthand_property_identifier",
          "shorthand_property_identifier_pattern",
          "identifier",
          "number" ->
          tree.text(key);
      case "string" -> StringLiterals.decode(tree, key);
      case "computed_property_name" -> {
        int inner = tree.namedChild(key, 0);
        yield tree.is(inner, "string") ? StringLiterals.decode(tree, inner) : null;
      }
      default -> null;
    };
  }

  /** The name that a class member or an object's item carries, or null. */
  public static String memberName(SyntaxTree tree, int member) {
    int key =
        switch (tree.kind(member)) {
          case "pair" -> tree.child(member, "key");
          case "field_definition" -> tree.child(member, "property");
          case "shorthand_property_identifier" -> member;
          default -> tree.child(member, "name");
        };
    return propertyName(tree, key);
  }

  /** Whether a declaration carries a keyword such as {@code static} or {@code get}. */
  public static boolean hasKeyword(SyntaxTree tree, int node, String keyword) {
    return tree.children(node).anyMatch(c -> tree.is(c, keyword));
  }

  /**
   * The module that an expression loads: {@code require("x")}, {@code import("x")}, also awaited.
   *
   * @return the specifier, or null
   */
  public static String loadedModule(SyntaxTree tree, int expression) {
    int call = unwrap(tree, expression);
    if (!tree.is(call, "call_expression")) {
      return null;
    }
    int callee = tree.child(call, "function");
    boolean loads =
        tree.is(callee, "import")
            || (tree.is(callee, "identifier") && tree.text(callee).equals("require"));
    int specifier = argument(tree, call, 0);
    return loads && tree.is(specifier, "string") ? StringLiterals.decode(tree, specifier) : null;
  }

  private static int lastNamedChild(SyntaxTree tree, int node) {
    return tree.namedChildren(node).reduce(NONE, (a, b) -> b);
  }
}
