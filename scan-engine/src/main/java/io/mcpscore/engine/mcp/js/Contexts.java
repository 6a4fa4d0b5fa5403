package io.mcpscore.engine.mcp.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.js.Patterns;
import io.mcpscore.engine.program.js.ScriptModule;
import io.mcpscore.engine.program.js.ScriptSyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The circumstances under which a piece of code runs: once for each item of the loops around it,
 * and once for each call of the function that it stands in.
 */
final class Contexts {

  private static final int MAX_CONTEXTS = 1_000;
  private static final int MAX_CALLERS = 3;

  /** Calls that are looked at for one question. */
  private static final int MAX_CALLS = 500;

  private static final Set<String> ITERATIONS = Set.of("forEach", "map", "flatMap");

  private final Program program;
  private final Values values;
  private final Elements elements;
  private Map<String, List<Expr>> calls;
  private int looks;

  /** Whether calls of which nobody knows what they call count as a circumstance of their own. */
  private boolean unknown;

  Contexts(Program program, Values values, Elements elements) {
    this.program = program;
    this.values = values;
    this.elements = elements;
  }

  /**
   * One circumstance.
   *
   * @param env what loop variables and parameters stand for
   * @param origin the item or the nearest call that makes this circumstance differ from others, or
   *     null
   * @param isItem whether it is an item
   */
  record Context(Expr.Env env, Expr origin, boolean isItem) {}

  /** The circumstances of a node; one without any knowledge when there is nothing to know. */
  List<Context> of(Expr at) {
    return ask(at, NONE, true);
  }

  /** The circumstances of a node as far as they differ within one run of a function around it. */
  List<Context> within(Expr at, int function) {
    return ask(at, function, false);
  }

  private List<Context> ask(Expr at, int function, boolean all) {
    boolean before = unknown;
    unknown = all;
    looks = MAX_CALLS;
    try {
      return around(at, function, MAX_CALLERS);
    } finally {
      unknown = before;
    }
  }

  private List<Context> around(Expr at, int function, int callers) {
    SyntaxTree tree = at.tree();
    List<Context> found = List.of(new Context(at.env(), null, false));
    // Loops over what only the callers of the function know.
    Deque<UnaryOperator<List<Context>>> open = new ArrayDeque<>();
    int parent = tree.parent(at.node());
    while (parent != NONE && parent != function) {
      UnaryOperator<List<Context>> items = null;
      if (tree.is(parent, "for_in_statement")) {
        Expr loop = at.at(parent);
        items = contexts -> loop(loop, contexts);
      } else if (ScriptSyntax.isFunction(tree, parent)) {
        int inner = parent;
        int call = iteration(tree, inner);
        if (call == NONE) {
          return callers == 0 ? found : again(open, called(at.at(inner), found, callers - 1));
        }
        items = contexts -> iterated(at, call, inner, contexts);
        parent = call;
      }
      List<Context> more = items == null ? found : items.apply(found);
      if (items != null && more.equals(found)) {
        open.push(items);
      }
      found = more;
      parent = tree.parent(parent);
    }
    return found;
  }

  private static List<Context> again(
      Deque<UnaryOperator<List<Context>>> outermostFirst, List<Context> contexts) {
    List<Context> found = contexts;
    for (UnaryOperator<List<Context>> items : outermostFirst) {
      found = items.apply(found);
    }
    return found;
  }

  private List<Context> loop(Expr loop, List<Context> contexts) {
    SyntaxTree tree = loop.tree();
    int left = tree.child(loop.node(), "left");
    Expr list = loop.at(tree.child(loop.node(), "right"));
    boolean keys = tree.text(tree.child(loop.node(), "operator")).equals("in");
    List<Context> more = new ArrayList<>();
    for (Context context : contexts) {
      Expr known = list.with(context.env());
      for (Expr item : (keys ? elements.keys(known) : elements.of(known)).items()) {
        Expr.Env env = context.env();
        for (Patterns.Leaf leaf : Patterns.leaves(tree, left)) {
          Expr value = item;
          for (String name : leaf.path()) {
            value = value == null ? null : values.member(value, name);
          }
          env = value == null ? env : env.withVariable(loop.module(), leaf.node(), value);
        }
        add(more, new Context(env, item, true));
      }
    }
    return more.isEmpty() ? contexts : more;
  }

  /** The call of {@code forEach} or {@code map} that a function is given to, or {@code NONE}. */
  private static int iteration(SyntaxTree tree, int function) {
    int arguments = tree.parent(function);
    while (tree.is(arguments, "parenthesized_expression")) {
      arguments = tree.parent(arguments);
    }
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
      Expr known = at.at(list).with(context.env());
      boolean map = Pairs.isMap(values, known);
      for (Expr item : elements.of(known).items()) {
        Expr value = map ? values.member(item, "1") : item;
        Expr key = map ? values.member(item, "0") : null;
        Expr.Env env = context.env();
        env = value == null ? env : env.withParameter(at.module(), function, 0, value);
        env = key == null ? env : env.withParameter(at.module(), function, 1, key);
        add(more, new Context(env, item, true));
      }
    }
    return more.isEmpty() ? contexts : more;
  }

  private List<Context> called(Expr function, List<Context> contexts, int callers) {
    List<Context> more = new ArrayList<>();
    boolean elsewhere = false;
    for (Expr call : callsOf(function)) {
      for (Context outer : looks-- > 0 ? around(call, NONE, callers) : List.<Context>of()) {
        Expr known = call.with(outer.env());
        Expr callee = values.callee(known);
        if (callee == null || !callee.sameNode(function)) {
          elsewhere |= unknown && callee == null && values.external(callee(known)).isEmpty();
          continue;
        }
        Expr.Env env = self(values.bind(function.with(outer.env()), known), known);
        for (Context inner : contexts) {
          Expr.Env merged = env;
          for (Map.Entry<Expr.Slot, Expr> e : inner.env().values().entrySet()) {
            merged = merged.with(e.getKey(), e.getValue());
          }
          boolean within = inner.origin() != null;
          boolean item = within || outer.isItem();
          Expr origin = within ? inner.origin() : outer.isItem() ? outer.origin() : call;
          add(more, new Context(merged, origin, item));
        }
      }
    }
    if (elsewhere && !more.isEmpty()) {
      add(more, new Context(contexts.getFirst().env(), null, false));
    }
    return more.isEmpty() ? contexts : more;
  }

  private static Expr callee(Expr call) {
    return call.at(call.tree().child(call.node(), "function"));
  }

  /** What is known in a method once the object is known that it is called on. */
  private Expr.Env self(Expr method, Expr call) {
    SyntaxTree tree = call.tree();
    int type = ScriptSyntax.owner(method.tree(), method.tree().child(method.node(), "body"));
    int callee = tree.child(call.node(), "function");
    Expr receiver =
        ScriptSyntax.isClass(method.tree(), type) && tree.is(callee, "member_expression")
            ? values.follow(call.at(tree.child(callee, "object")))
            : null;
    return receiver != null && receiver.kind().equals("new_expression")
        ? method.env().withSelf(method.module(), type, receiver)
        : method.env();
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
    return calls.getOrDefault(name, List.of()).stream().filter(c -> mayCall(c, function)).toList();
  }

  /** A call that leads elsewhere whatever is known around it is none of a function. */
  private boolean mayCall(Expr call, Expr function) {
    Expr callee = values.callee(call);
    return callee == null ? function.kind().equals("method_definition") : callee.sameNode(function);
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
