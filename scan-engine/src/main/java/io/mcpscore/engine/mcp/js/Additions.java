package io.mcpscore.engine.mcp.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.js.ScriptModule;
import io.mcpscore.engine.program.js.ScriptSyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is put into lists, maps and tables after they were made: {@code list.push(x)}, {@code
 * map.set(k, v)}, {@code table[k] = v}, anywhere in the repository.
 */
final class Additions {

  private static final Set<String> METHODS = Set.of("push", "unshift", "add", "set");

  /** Additions to holders of one name; a name that more is put into means too many things. */
  private static final int MOST = 300;

  private static final int MOST_FOUND = 2_000;

  private final Program program;
  private final Values values;
  private final Contexts contexts;
  private final Map<String, List<Expr>> known = new HashMap<>();
  private Map<String, List<Expr>> byName;

  Additions(Program program, Values values, Contexts contexts) {
    this.program = program;
    this.values = values;
    this.contexts = contexts;
  }

  /** The adding calls and assignments, once for each circumstance that they run in. */
  List<Expr> to(Expr holder) {
    if (!holder.env().isEmpty()) {
      return find(holder);
    }
    String key = holder.module().file().path() + "#" + holder.node();
    if (!known.containsKey(key)) {
      known.put(key, List.of()); // What is added to a list because of its own items is left out.
      known.put(key, find(holder));
    }
    return known.get(key);
  }

  private List<Expr> find(Expr holder) {
    String name = name(holder);
    List<Expr> named = name == null ? List.of() : index().getOrDefault(name, List.of());
    if (named.isEmpty() || named.size() > MOST) {
      return List.of();
    }
    int scope = ScriptSyntax.enclosingFunction(holder.tree(), holder.node());
    List<Expr> found = new ArrayList<>();
    for (Expr addition : named) {
      Expr here = addition.with(holder.env());
      if (values.follow(here.at(receiver(addition))).sameNode(holder)) {
        contexts.within(here, scope).forEach(c -> found.add(addition.with(c.env())));
      }
      if (found.size() > MOST_FOUND) {
        break;
      }
    }
    return found;
  }

  /** The name of the variable, field or member that an object is made for, or null. */
  private static String name(Expr holder) {
    SyntaxTree tree = holder.tree();
    int parent = tree.parent(holder.node());
    while (parent != NONE && ScriptSyntax.unwrap(tree, parent) == holder.node()) {
      parent = tree.parent(parent);
    }
    return switch (tree.kind(parent)) {
      case "variable_declarator", "public_field_definition", "field_definition", "pair" ->
          ScriptSyntax.memberName(tree, parent);
      case "assignment_expression" -> last(tree, tree.child(parent, "left"));
      default -> null;
    };
  }

  private static String last(SyntaxTree tree, int expression) {
    int property = tree.child(expression, "property");
    int name = property == NONE ? expression : property;
    return tree.subtreeEnd(name) == name + 1 ? tree.text(name) : null;
  }

  private static int receiver(Expr addition) {
    SyntaxTree tree = addition.tree();
    int callee = tree.child(addition.node(), "function");
    return tree.child(callee == NONE ? tree.child(addition.node(), "left") : callee, "object");
  }

  private Map<String, List<Expr>> index() {
    if (byName == null) {
      byName = new HashMap<>();
      for (SourceModule module : program.modules()) {
        if (module instanceof ScriptModule) {
          module
              .tree()
              .ofKinds("call_expression", "assignment_expression")
              .filter(n -> adds(module.tree(), n))
              .mapToObj(n -> Expr.of(module, n))
              .forEach(this::put);
        }
      }
    }
    return byName;
  }

  private static boolean adds(SyntaxTree tree, int node) {
    int callee = tree.child(node, "function");
    int target = callee == NONE ? tree.child(node, "left") : callee;
    return switch (tree.kind(target)) {
      case "member_expression" ->
          callee == NONE || METHODS.contains(tree.text(tree.child(callee, "property")));
      case "subscript_expression" -> callee == NONE;
      default -> false;
    };
  }

  private void put(Expr addition) {
    String name = last(addition.tree(), receiver(addition));
    if (name != null && name.length() < 100 && !name.equals("this")) {
      byName.computeIfAbsent(name, n -> new ArrayList<>()).add(addition);
    }
  }
}
