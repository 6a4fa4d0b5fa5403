package io.mcpscore.engine.mcp.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.js.Patterns;
import io.mcpscore.engine.program.js.ScriptModule;
import io.mcpscore.engine.program.js.ScriptSyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The circumstances under which a piece of code runs: once for each item of the loops around it,
 * and once for each call of the function that it stands in.
 */
final class Contexts {

  private static final int MAX_CONTEXTS = 1_000;
  private static final int MAX_CALLERS = 3;
  private static final Set<String> ITERATIONS = Set.of("forEach", "map", "flatMap");

  private final Program program;
  private final Values values;
  private final Elements elements;
  private Map<String, List<Expr>> calls;

  Contexts(Program program, Values values, Elements elements) {
    this.program = program;
    this.values = values;
    this.elements = elements;
  }

  /**
   * One circumstance.
   *
   * @param env what loop variables and parameters stand for
   * @param origin the item or the call that makes this circumstance differ from others, or null
   */
  record Context(Expr.Env env, Expr origin) {}

  /** The circumstances of a node; one without any knowledge when there is nothing to know. */
  List<Context> of(Expr at) {
    return around(at, MAX_CALLERS);
  }

  private List<Context> around(Expr at, int callers) {
    SyntaxTree tree = at.tree();
    List<Context> found = List.of(new Context(at.env(), null));
    int node = at.node();
    int parent = tree.parent(node);
    while (parent != NONE) {
      if (tree.is(parent, "for_in_statement")
          && tree.text(tree.child(parent, "operator")).equals("of")) {
        found = loop(at.at(parent), found);
      } else if (ScriptSyntax.isFunction(tree, parent)) {
        int call = iteration(tree, parent);
        if (call == NONE) {
          return callers == 0 ? found : called(at.at(parent), found, callers - 1);
        }
        found = iterated(at, call, parent, found);
        parent = call;
      }
      parent = tree.parent(parent);
    }
    return found;
  }

  private List<Context> loop(Expr loop, List<Context> contexts) {
    SyntaxTree tree = loop.tree();
    int left = tree.child(loop.node(), "left");
    int right = tree.child(loop.node(), "right");
    List<Context> more = new ArrayList<>();
    for (Context context : contexts) {
      for (Expr item : elements.of(loop.at(right).with(context.env())).items()) {
        Expr.Env env = context.env();
        for (Patterns.Leaf leaf : Patterns.leaves(tree, left)) {
          Expr value = item;
          for (String name : leaf.path()) {
            value = value == null ? null : values.member(value, name);
          }
          env = value == null ? env : env.withVariable(loop.module(), leaf.node(), value);
        }
        add(more, new Context(env, item));
      }
    }
    return more.isEmpty() ? contexts : more;
  }

  /** The call of {@code forEach} or {@code map} that a function is given to, or {@code NONE}. */
  private static int iteration(SyntaxTree tree, int function) {
    int arguments = tree.parent(function);
    int call = tree.is(arguments, "arguments") ? tree.parent(arguments) : NONE;
    int callee = tree.is(call, "call_expression") ? tree.child(call, "function") : NONE;
    return tree.is(callee, "member_expression")
            && ITERATIONS.contains(tree.text(tree.child(callee, "property")))
        ? call
        : NONE;
  }

  private List<Context> iterated(Expr at, int call, int function, List<Context> contexts) {
    SyntaxTree tree = at.tree();
    int list = tree.child(tree.child(call, "function"), "object");
    List<Context> more = new ArrayList<>();
    for (Context context : contexts) {
      for (Expr item : elements.of(at.at(list).with(context.env())).items()) {
        Expr.Env env = context.env().withParameter(at.module(), function, 0, item);
        add(more, new Context(env, item));
      }
    }
    return more.isEmpty() ? contexts : more;
  }

  private List<Context> called(Expr function, List<Context> contexts, int callers) {
    List<Context> more = new ArrayList<>();
    for (Expr call : callsOf(function)) {
      for (Context outer : around(call, callers)) {
        Expr.Env env = values.bind(function.with(outer.env()), call.with(outer.env())).env();
        for (Context inner : contexts) {
          Expr.Env merged = env;
          for (Map.Entry<Expr.Slot, Expr> e : inner.env().values().entrySet()) {
            merged = merged.with(e.getKey(), e.getValue());
          }
          Expr origin = inner.origin() != null ? inner.origin() : outer.origin();
          add(more, new Context(merged, origin != null ? origin : call));
        }
      }
    }
    return more.isEmpty() ? contexts : more;
  }

  private static void add(List<Context> contexts, Context context) {
    if (contexts.size() < MAX_CONTEXTS) {
      contexts.add(context);
    }
  }

  private List<Expr> callsOf(Expr function) {
    String name = name(function);
    if (name == null) {
      return List.of();
    }
    if (calls == null) {
      calls = index(program);
    }
    return calls.getOrDefault(name, List.of()).stream()
        .filter(
            c -> {
              Expr callee = values.callee(c);
              return callee != null && callee.sameNode(function);
            })
        .toList();
  }

  /** The name that a function is called by: its own, or that of the variable or member it is in. */
  private static String name(Expr function) {
    SyntaxTree tree = function.tree();
    int own = tree.child(function.node(), "name");
    int parent = tree.parent(function.node());
    int key =
        own != NONE
            ? own
            : switch (tree.kind(parent)) {
              case "variable_declarator", "public_field_definition" -> tree.child(parent, "name");
              case "pair" -> tree.child(parent, "key");
              case "field_definition" -> tree.child(parent, "property");
              default -> NONE;
            };
    return key == NONE ? null : tree.text(key);
  }

  private static Map<String, List<Expr>> index(Program program) {
    Map<String, List<Expr>> found = new HashMap<>();
    for (SourceModule module : program.modules()) {
      if (!(module instanceof ScriptModule)) {
        continue;
      }
      SyntaxTree tree = module.tree();
      for (int n = 0; n < tree.size(); n++) {
        if (tree.is(n, "call_expression")) {
          int callee = tree.child(n, "function");
          int name = tree.is(callee, "member_expression") ? tree.child(callee, "property") : callee;
          if (name != NONE && tree.subtreeEnd(name) == name + 1) {
            found.computeIfAbsent(tree.text(name), k -> new ArrayList<>()).add(Expr.of(module, n));
          }
        }
      }
    }
    return found;
  }
}
