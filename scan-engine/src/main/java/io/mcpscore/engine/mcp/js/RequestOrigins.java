package io.mcpscore.engine.mcp.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.js.Destructuring;
import io.mcpscore.engine.program.js.ScriptSyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Tells which part of the request of one handler an expression is. */
final class RequestOrigins {

  private static final int MAX_DEPTH = 20;

  /** Variables that a value is handed through by calls. */
  private static final int MAX_COPIES = 3;

  private static final Set<String> SAME_VALUE =
      Set.of(
          "toString",
          "trim",
          "toLowerCase",
          "String",
          "parse",
          "parseAsync",
          "safeParse",
          "safeParseAsync",
          "validate",
          "validateSync");
  private static final Set<String> NAMES = Set.of("identifier", "shorthand_property_identifier");

  private final Values values;
  private final Expr handler;

  RequestOrigins(Values values, Expr handler) {
    this.values = values;
    this.handler = handler;
  }

  /** Whether an expression is the name that the request asks for. */
  boolean isName(Expr expression) {
    List<String> path = path(expression, 0);
    return path != null && !path.isEmpty() && path.size() <= 2 && path.getLast().equals("name");
  }

  /**
   * Whether an expression holds a part of the request other than its name, or something that was
   * made of one: {@code check(tool.schema, request.params.arguments).data}.
   */
  boolean carries(Expr expression) {
    return carries(expression, MAX_COPIES);
  }

  private boolean carries(Expr expression, int depth) {
    SyntaxTree tree = expression.tree();
    return tree.subtree(expression.node())
        .filter(n -> NAMES.contains(tree.kind(n)))
        .anyMatch(n -> isPart(expression.at(n), depth));
  }

  private boolean isPart(Expr name, int depth) {
    SyntaxTree tree = name.tree();
    int whole = name.node();
    while (tree.is(tree.parent(whole), "member_expression")
        && tree.child(tree.parent(whole), "object") == whole) {
      whole = tree.parent(whole);
    }
    if (path(name, 0) != null) {
      return !isName(name) && !isName(name.at(whole));
    }
    int made = depth == 0 ? NONE : made(name);
    return made != NONE && carries(name.at(made), depth - 1);
  }

  /** The call whose result a variable is, or that it was taken out of, else {@code NONE}. */
  private static int made(Expr name) {
    SyntaxTree tree = name.tree();
    if (!(name.module().binding(name.node()).orElse(null) instanceof Binding.Variable v)) {
      return NONE;
    }
    Destructuring source = v.value() == NONE ? Destructuring.of(tree, v.declaration()) : null;
    int value = ScriptSyntax.unwrap(tree, source == null ? v.value() : source.value());
    return tree.is(value, "call_expression") ? value : NONE;
  }

  /** Positions of the arguments of a call that hold parts of the request. */
  List<Integer> carrying(Expr call) {
    List<Integer> found = new ArrayList<>();
    int index = 0;
    for (int a : ScriptSyntax.arguments(call.tree(), call.node()).toArray()) {
      if (carries(call.at(a))) {
        found.add(index);
      }
      index++;
    }
    return found;
  }

  /** Members that lead from the request to an expression, or null when it is no part of it. */
  private List<String> path(Expr expression, int depth) {
    SyntaxTree tree = expression.tree();
    int node = ScriptSyntax.unwrap(tree, expression.node());
    if (node == NONE || depth > MAX_DEPTH) {
      return null;
    }
    Expr at = expression.at(node);
    return switch (tree.kind(node)) {
      case "identifier", "shorthand_property_identifier" -> name(at, depth);
      case "member_expression" ->
          longer(
              path(at.at(tree.child(node, "object")), depth + 1),
              List.of(tree.text(tree.child(node, "property"))));
      case "binary_expression" -> {
        String operator = tree.text(tree.child(node, "operator"));
        yield operator.equals("??") || operator.equals("||")
            ? path(at.at(tree.child(node, "left")), depth + 1)
            : null;
      }
      case "call_expression" -> {
        int callee = tree.child(node, "function");
        int property = tree.child(callee, "property");
        int argument = ScriptSyntax.argument(tree, node, 0);
        if (!SAME_VALUE.contains(tree.text(property == NONE ? callee : property))) {
          yield null;
        }
        yield argument != NONE
            ? path(at.at(argument), depth + 1)
            : path(at.at(tree.child(callee, "object")), depth + 1);
      }
      default -> null;
    };
  }

  private List<String> name(Expr at, int depth) {
    return switch (at.module().binding(at.node()).orElse(null)) {
      case Binding.Parameter p -> {
        Expr value = at.env().parameter(at.module(), p.function(), p.index());
        if (value != null) {
          yield through(value, p.path(), depth);
        }
        boolean request =
            at.module().equals(handler.module())
                && p.function() == handler.node()
                && p.index() == 0;
        yield request ? p.path() : null;
      }
      case Binding.Variable v -> {
        if (v.value() != NONE) {
          yield path(at.at(v.value()), depth + 1);
        }
        Destructuring source = Destructuring.of(at.tree(), v.declaration());
        yield source == null ? null : through(at.at(source.value()), source.path(), depth);
      }
      case null, default -> null;
    };
  }

  private List<String> through(Expr value, List<String> members, int depth) {
    List<String> direct = path(value, depth + 1);
    if (direct != null) {
      return longer(direct, members);
    }
    Expr at = value;
    for (int i = 0; i < members.size() && at != null; i++) {
      at = values.member(at, members.get(i));
      List<String> part = at == null ? null : path(at, depth + 1);
      if (part != null) {
        return longer(part, members.subList(i + 1, members.size()));
      }
    }
    return null;
  }

  private static List<String> longer(List<String> path, List<String> members) {
    if (path == null) {
      return null;
    }
    List<String> all = new ArrayList<>(path);
    all.addAll(members);
    return List.copyOf(all);
  }
}
