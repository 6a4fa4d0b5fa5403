package io.mcpscore.engine.program.py;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The shapes of the Python grammar. */
public final class PySyntax {

  private static final Set<String> STUB_STATEMENTS =
      Set.of("pass_statement", "raise_statement", "comment");
  private static final Set<String> STATED = Set.of("string", "ellipsis");

  private static final Set<String> COMPREHENSIONS =
      Set.of(
          "list_comprehension",
          "set_comprehension",
          "dictionary_comprehension",
          "generator_expression");

  private PySyntax() {}

  /** Whether a node is a {@code def} or a lambda. */
  public static boolean isFunction(SyntaxTree tree, int node) {
    return tree.is(node, "function_definition") || tree.is(node, "lambda");
  }

  /** Whether a kind is one of the four comprehensions. */
  static boolean isComprehension(String kind) {
    return COMPREHENSIONS.contains(kind);
  }

  /** Name of a {@code def} or class, the empty text for a lambda. */
  public static String name(SyntaxTree tree, int definition) {
    return tree.text(tree.child(definition, "name"));
  }

  /** Parameters in order; their positions here are the indices used everywhere. */
  public static List<PyParameter> parameters(SyntaxTree tree, int function) {
    List<PyParameter> out = new ArrayList<>();
    boolean keywordOnly = false;
    int list = tree.child(function, "parameters");
    for (int p : tree.namedChildren(list).toArray()) {
      switch (tree.kind(p)) {
        case "keyword_separator" -> keywordOnly = true;
        case "positional_separator" -> {}
        default -> {
          PyParameter parameter = parameter(tree, p, keywordOnly);
          keywordOnly |= parameter.kind() == PyParameter.Kind.REST;
          out.add(parameter);
        }
      }
    }
    return out;
  }

  private static PyParameter parameter(SyntaxTree tree, int node, boolean keywordOnly) {
    int target = node;
    int type = NONE;
    int value = NONE;
    switch (tree.kind(node)) {
      case "typed_parameter" -> {
        target = tree.namedChild(node, 0);
        type = tree.child(node, "type");
      }
      case "default_parameter", "typed_default_parameter" -> {
        target = tree.child(node, "name");
        type = tree.child(node, "type");
        value = tree.child(node, "value");
      }
      default -> {}
    }
    PyParameter.Kind kind = keywordOnly ? PyParameter.Kind.KEYWORD : PyParameter.Kind.PLAIN;
    if (tree.is(target, "list_splat_pattern")) {
      kind = PyParameter.Kind.REST;
      target = tree.namedChild(target, 0);
    } else if (tree.is(target, "dictionary_splat_pattern")) {
      kind = PyParameter.Kind.KEYWORD_REST;
      target = tree.namedChild(target, 0);
    }
    return new PyParameter(tree.text(target), target, type, value, kind);
  }

  /** Expressions of the decorators of a {@code def} or class, outermost first. */
  public static List<Integer> decorators(SyntaxTree tree, int definition) {
    int parent = tree.parent(definition);
    return tree.is(parent, "decorated_definition")
        ? tree.namedChildren(parent)
            .filter(c -> tree.is(c, "decorator"))
            .map(c -> tree.namedChild(c, 0))
            .boxed()
            .toList()
        : List.of();
  }

  /** The first statement's string when it documents a {@code def} or class, or {@code NONE}. */
  public static int docstring(SyntaxTree tree, int definition) {
    int first = tree.namedChild(tree.child(definition, "body"), 0);
    int text = tree.is(first, "expression_statement") ? tree.namedChild(first, 0) : NONE;
    return tree.is(text, "string") || tree.is(text, "concatenated_string") ? text : NONE;
  }

  /** The class whose body directly holds a {@code def}, or {@code NONE}. */
  public static int classOf(SyntaxTree tree, int function) {
    int at = tree.parent(function);
    if (tree.is(at, "decorated_definition")) {
      at = tree.parent(at);
    }
    int parent = tree.is(at, "block") ? tree.parent(at) : NONE;
    return tree.is(parent, "class_definition") ? parent : NONE;
  }

  /** Whether a function has a decorator of this plain name. */
  public static boolean hasDecorator(SyntaxTree tree, int function, String name) {
    return decorators(tree, function).stream().anyMatch(d -> tree.text(d).equals(name));
  }

  /** Whether calls through an instance pass the instance as the first argument. */
  public static boolean takesSelf(SyntaxTree tree, int function) {
    return classOf(tree, function) != NONE && !hasDecorator(tree, function, "staticmethod");
  }

  /** The nearest function around a node, or {@code NONE} at module or class level. */
  public static int enclosingFunction(SyntaxTree tree, int node) {
    int at = tree.parent(node);
    while (at != NONE && !isFunction(tree, at)) {
      at = tree.parent(at);
    }
    return at;
  }

  /** The expression inside parentheses, {@code await} and {@code *}. */
  public static int unwrap(SyntaxTree tree, int expression) {
    int at = expression;
    while (tree.is(at, "parenthesized_expression") || tree.is(at, "await") || tree.is(at, "type")) {
      at = tree.namedChild(at, 0);
    }
    return at;
  }

  /** Whether a function only says what others implement: it passes, raises, or states a text. */
  public static boolean isStub(SyntaxTree tree, int function) {
    return tree.namedChildren(tree.child(function, "body"))
        .allMatch(
            s ->
                STUB_STATEMENTS.contains(tree.kind(s))
                    || (tree.is(s, "expression_statement")
                        && STATED.contains(tree.kind(tree.namedChild(s, 0)))));
  }
}
