package io.mcpscore.engine.flow;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.js.Parameters;
import io.mcpscore.engine.program.js.ScriptSyntax;
import io.mcpscore.engine.program.py.PyParameter;
import io.mcpscore.engine.program.py.PySyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The same shapes of both grammars under one name. */
final class Shapes {

  private static final Set<String> WRAPPERS =
      Set.of(
          "parenthesized_expression",
          "await_expression",
          "await",
          "as_expression",
          "satisfies_expression",
          "non_null_expression",
          "type_assertion",
          "keyword_argument");

  private static final Set<String> CONSTRUCTORS = Set.of("__init__", "constructor");

  private Shapes() {}

  /** Whether a node is a call or {@code new}. */
  static boolean isCall(SyntaxTree tree, int node) {
    return switch (tree.kind(node)) {
      case "call_expression", "new_expression" -> true;
      case "call" -> tree.isNamed(node);
      default -> false;
    };
  }

  /** The expression that a call calls. */
  static int callee(SyntaxTree tree, int call) {
    int function = tree.child(call, "function");
    return function == NONE ? tree.child(call, "constructor") : function;
  }

  static boolean isMember(SyntaxTree tree, int node) {
    return tree.is(node, "member_expression") || tree.is(node, "attribute");
  }

  /** Name of the member that a node accesses. */
  static String memberName(SyntaxTree tree, int member) {
    int name = tree.child(member, tree.is(member, "attribute") ? "attribute" : "property");
    return tree.text(name);
  }

  /** Whether an expression names a variable or a member of one, and is no other form of it. */
  static boolean isNamed(SyntaxTree tree, int node) {
    int at = node == NONE ? NONE : unwrap(tree, node);
    return tree.is(at, "identifier") || tree.is(at, "this") || isMember(tree, at);
  }

  /** The method {@code get name() { … }} that a node stands in, or {@code NONE}. */
  static int getter(SourceModule module, int node, String name) {
    SyntaxTree tree = module.tree();
    int at = node;
    while (at > 0 && !module.isFunction(at)) {
      at = tree.parent(at);
    }
    return tree.is(at, "method_definition")
            && tree.text(tree.child(at, "name")).equals(name)
            && ScriptSyntax.hasKeyword(tree, at, "get")
        ? at
        : NONE;
  }

  static boolean isItem(SyntaxTree tree, int node) {
    return tree.is(node, "subscript_expression") || tree.is(node, "subscript");
  }

  /** The index or key of an item access. */
  static int index(SyntaxTree tree, int item) {
    return tree.child(item, tree.is(item, "subscript") ? "subscript" : "index");
  }

  /** What a member or item is taken from. */
  static int owner(SyntaxTree tree, int access) {
    return tree.child(access, tree.is(access, "subscript") ? "value" : "object");
  }

  /** Whether a node defines a function where an expression may stand. */
  static boolean isFunctionLiteral(SyntaxTree tree, int node) {
    return switch (tree.kind(node)) {
      case "arrow_function", "function_expression", "lambda" -> tree.firstChild(node) != NONE;
      default -> false;
    };
  }

  static boolean isFunction(SyntaxTree tree, int node) {
    return ScriptSyntax.isFunction(tree, node) || PySyntax.isFunction(tree, node);
  }

  static boolean isClass(SyntaxTree tree, int node) {
    return node >= 0 && (tree.is(node, "class_definition") || ScriptSyntax.isClass(tree, node));
  }

  /** The expression inside wrappers that do not change it. */
  static int unwrap(SyntaxTree tree, int node) {
    int at = node;
    while (at != NONE && WRAPPERS.contains(tree.kind(at)) && tree.firstChild(at) != NONE) {
      boolean named = tree.is(at, "keyword_argument");
      at = named ? tree.child(at, "value") : tree.namedChild(at, 0);
    }
    return at;
  }

  /**
   * One argument of a call.
   *
   * @param name keyword, or null
   * @param node the expression
   * @param spread whether it stands for several: {@code ...x}, {@code *x}, {@code **x}
   */
  record Argument(String name, int node, boolean spread) {}

  /** Whether a call is a template with a tag: its text, and then what is filled in. */
  static boolean isTag(SyntaxTree tree, int call) {
    return tree.is(tree.child(call, "arguments"), "template_string");
  }

  /** The arguments of a call in order, without brackets around them. */
  static List<Argument> arguments(SyntaxTree tree, int call) {
    List<Argument> out = new ArrayList<>();
    int list = tree.child(call, "arguments");
    if (tree.is(list, "template_string") || tree.is(list, "generator_expression")) {
      out.add(new Argument(null, list, false));
      tree.namedChildren(list)
          .filter(c -> tree.is(c, "template_substitution"))
          .forEach(c -> out.add(new Argument(null, tree.namedChild(c, 0), false)));
      return out;
    }
    for (int a = tree.namedChild(list, 0); a != NONE; a = tree.nextSibling(a)) {
      if (tree.isNamed(a) && !tree.is(a, "comment")) {
        out.add(argument(tree, a));
      }
    }
    return out;
  }

  private static Argument argument(SyntaxTree tree, int a) {
    return switch (tree.kind(a)) {
      case "keyword_argument" ->
          new Argument(
              tree.text(tree.child(a, "name")), tree.unbracketed(tree.child(a, "value")), false);
      case "dictionary_splat" -> new Argument("**", tree.namedChild(a, 0), true);
      case "list_splat", "spread_element" -> new Argument(null, tree.namedChild(a, 0), true);
      default -> new Argument(null, tree.unbracketed(a), false);
    };
  }

  /**
   * A parameter of a function.
   *
   * @param name its name, or the empty text for a pattern
   * @param node its node
   * @param rest whether it takes all further arguments
   * @param keywordRest whether it takes all further keywords
   */
  record Parameter(String name, int node, boolean rest, boolean keywordRest) {}

  /** The parameters of a function in the order of their positions. */
  static List<Parameter> parameters(SourceModule module, int function) {
    SyntaxTree tree = module.tree();
    if (!module.file().language().isScript()) {
      return PySyntax.parameters(tree, function).stream()
          .map(
              p ->
                  new Parameter(
                      p.name(),
                      p.nameNode(),
                      p.kind() == PyParameter.Kind.REST,
                      p.kind() == PyParameter.Kind.KEYWORD_REST))
          .toList();
    }
    List<Parameter> out = new ArrayList<>();
    for (int node : Parameters.nodes(tree, function)) {
      int pattern = tree.child(node, "pattern");
      int target = pattern == NONE ? node : pattern;
      boolean named = tree.is(target, "identifier");
      out.add(
          new Parameter(
              named ? tree.text(target) : "", node, tree.is(target, "rest_pattern"), false));
    }
    return out;
  }

  /** Whether a function gives a parameter another value, so that the caller's is left alone. */
  static boolean isReassigned(SourceModule module, int function, int parameter) {
    if (parameter < 0) {
      return false;
    }
    SyntaxTree tree = module.tree();
    String name = parameters(module, function).get(parameter).name();
    return name.isEmpty()
        || tree.subtree(function)
            .filter(
                n ->
                    tree.kind(n).endsWith("assignment")
                        || tree.kind(n).endsWith("assignment_expression"))
            .anyMatch(n -> tree.text(tree.child(n, "left")).equals(name));
  }

  /** The constructor that a class defines itself, or {@code NONE}. */
  static int constructor(SyntaxTree tree, int type) {
    int body = tree.child(type, "body");
    for (int m = tree.namedChild(body, 0); m != NONE; m = tree.nextSibling(m)) {
      int member = tree.is(m, "decorated_definition") ? tree.child(m, "definition") : m;
      if (CONSTRUCTORS.contains(tree.text(tree.child(member, "name")))) {
        return member;
      }
    }
    return NONE;
  }

  /** Name of a function for a reader. */
  static String functionName(SyntaxTree tree, int function) {
    String own = tree.text(tree.child(function, "name"));
    int parent = tree.parent(function);
    if (own.isEmpty() && tree.is(parent, "variable_declarator")) {
      own = tree.text(tree.child(parent, "name"));
    } else if (own.isEmpty() && tree.is(parent, "pair")) {
      own = tree.text(tree.child(parent, "key"));
    }
    return own.isEmpty() ? "a function" : own;
  }

  /** A text cut for a label. */
  static String brief(String text) {
    String line = text.lines().findFirst().orElse("").strip();
    return line.length() <= 60 ? line : line.substring(0, 57) + "...";
  }
}
