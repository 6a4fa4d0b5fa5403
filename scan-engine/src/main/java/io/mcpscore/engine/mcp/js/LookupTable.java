package io.mcpscore.engine.mcp.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.js.Destructuring;
import io.mcpscore.engine.program.js.ScriptSyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table that a handler takes the code for a name from: {@code handlers[name]}, {@code
 * map.get(name)}, {@code tools.find(t => t.name === name)}. What is called on the entry, and with
 * what, is read from the same function.
 */
final class LookupTable implements Dispatch.Route {

  private static final List<String> USUAL =
      List.of("handler", "execute", "handle", "run", "call", "callback", "cb");

  private final Toolbox toolbox;
  private final RequestOrigins origins;
  private final Expr function;
  private final Expr lookup;
  private final Finder finder;

  private LookupTable(
      Toolbox toolbox, RequestOrigins origins, Expr function, Expr lookup, Finder finder) {
    this.toolbox = toolbox;
    this.origins = origins;
    this.function = function;
    this.lookup = lookup;
    this.finder = finder;
  }

  /** Takes an entry from a table. */
  private interface Finder {

    /** The entry of a name, or null. */
    Expr entry(String name);
  }

  /** The table behind an expression, when the expression is such a look-up. */
  static Optional<LookupTable> read(
      Toolbox toolbox, RequestOrigins origins, Expr function, Expr at) {
    SyntaxTree tree = at.tree();
    Finder finder;
    if (at.kind().equals("subscript_expression")) {
      Expr table = at.at(tree.child(at.node(), "object"));
      finder =
          origins.isName(at.at(tree.child(at.node(), "index")))
              ? name -> held(toolbox, table, name)
              : null;
    } else {
      finder = method(toolbox, origins, at);
    }
    return finder == null
        ? Optional.empty()
        : Optional.of(new LookupTable(toolbox, origins, function, at, finder));
  }

  private static Finder method(Toolbox toolbox, RequestOrigins origins, Expr call) {
    SyntaxTree tree = call.tree();
    int callee = tree.child(call.node(), "function");
    int argument = ScriptSyntax.argument(tree, call.node(), 0);
    if (!tree.is(callee, "member_expression") || argument == NONE) {
      return null;
    }
    Expr table = call.at(tree.child(callee, "object"));
    return switch (tree.text(tree.child(callee, "property"))) {
      case "get" -> origins.isName(call.at(argument)) ? name -> pair(toolbox, table, name) : null;
      case "find" -> {
        List<String> key = key(origins, call.at(argument));
        yield key == null ? null : name -> item(toolbox, table, key, name);
      }
      default -> null;
    };
  }

  private static Expr held(Toolbox toolbox, Expr table, String name) {
    Expr member = toolbox.values().member(table, name);
    return member != null ? member : side(toolbox, toolbox.elements().entries(table).items(), name);
  }

  private static Expr pair(Toolbox toolbox, Expr map, String name) {
    return side(toolbox, toolbox.elements().of(map).items(), name);
  }

  private static Expr side(Toolbox toolbox, List<Expr> pairs, String name) {
    return pairs.stream()
        .filter(p -> name.equals(toolbox.text(p, "0")))
        .findFirst()
        .map(p -> toolbox.values().member(p, "1"))
        .orElse(null);
  }

  private static Expr item(Toolbox toolbox, Expr list, List<String> key, String name) {
    for (Expr item : toolbox.elements().of(list).items()) {
      Expr at = item;
      for (String member : key) {
        at = at == null ? null : toolbox.values().member(at, member);
      }
      if (name.equals(toolbox.literals().text(at))) {
        return item;
      }
    }
    return null;
  }

  /** Members from an item to the name that a {@code find} callback compares, or null. */
  private static List<String> key(RequestOrigins origins, Expr callback) {
    SyntaxTree tree = callback.tree();
    if (!callback.module().isFunction(callback.node())) {
      return null;
    }
    List<Integer> returns = ScriptSyntax.returns(tree, callback.node());
    int test = returns.size() == 1 ? ScriptSyntax.unwrap(tree, returns.getFirst()) : NONE;
    if (!tree.is(test, "binary_expression")) {
      return null;
    }
    int left = tree.child(test, "left");
    int right = tree.child(test, "right");
    if (origins.isName(callback.at(left))) {
      return members(callback, right);
    }
    return origins.isName(callback.at(right)) ? members(callback, left) : null;
  }

  private static List<String> members(Expr callback, int expression) {
    SyntaxTree tree = callback.tree();
    List<String> path = new ArrayList<>();
    int at = ScriptSyntax.unwrap(tree, expression);
    while (tree.is(at, "member_expression")) {
      path.addFirst(tree.text(tree.child(at, "property")));
      at = ScriptSyntax.unwrap(tree, tree.child(at, "object"));
    }
    boolean item =
        tree.is(at, "identifier")
            && callback.module().binding(at).orElse(null) instanceof Binding.Parameter p
            && p.function() == callback.node();
    return item ? path : null;
  }

  @Override
  public Optional<Handler> handler(String name, Expr at) {
    Expr entry = finder.entry(name);
    if (entry == null) {
      return Optional.empty();
    }
    for (Use use : uses()) {
      Expr target = entry;
      for (String member : use.path()) {
        target = target == null ? null : toolbox.values().member(target, member);
      }
      Handler found = toolbox.handlers().of(target, use.agent(), at);
      if (found != null) {
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /**
   * How an entry is called.
   *
   * @param path members from the entry to what is called
   * @param agent positions of the arguments that the agent chose
   */
  private record Use(List<String> path, List<Integer> agent) {}

  private List<Use> uses() {
    List<Use> found = new ArrayList<>();
    SyntaxTree tree = function.tree();
    for (int n : tree.subtree(tree.child(function.node(), "body")).toArray()) {
      if (tree.is(n, "call_expression")) {
        List<String> path = fromEntry(function.at(tree.child(n, "function")));
        if (path != null) {
          found.add(new Use(path, origins.carrying(function.at(n))));
        }
      }
    }
    found.add(new Use(List.of(), List.of(0)));
    USUAL.forEach(m -> found.add(new Use(List.of(m), List.of(0))));
    return found;
  }

  /** Members from the entry to an expression, or null when it does not come from the entry. */
  private List<String> fromEntry(Expr callee) {
    SyntaxTree tree = callee.tree();
    List<String> path = new ArrayList<>();
    int at = ScriptSyntax.unwrap(tree, callee.node());
    for (int i = 0; i < 16 && at != NONE; i++) {
      if (at == lookup.node()) {
        return path;
      }
      if (tree.is(at, "member_expression")) {
        path.addFirst(tree.text(tree.child(at, "property")));
        at = ScriptSyntax.unwrap(tree, tree.child(at, "object"));
      } else if (tree.is(at, "identifier")
          && callee.module().binding(at).orElse(null) instanceof Binding.Variable v) {
        Destructuring source = Destructuring.of(tree, v.declaration());
        if (v.value() == NONE && source != null) {
          source.path().reversed().forEach(path::addFirst);
          at = ScriptSyntax.unwrap(tree, source.value());
        } else {
          at = ScriptSyntax.unwrap(tree, v.value());
        }
      } else {
        return null;
      }
    }
    return null;
  }
}
