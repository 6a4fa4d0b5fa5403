package io.mcpscore.engine.mcp.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.js.Destructuring;
import io.mcpscore.engine.program.js.ScriptSyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Code that several tools share and that runs other code for each: {@code (args) => t.run(args)} in
 * a loop over {@code t}, {@code run} of a helper's parameter, {@code this.execute(args)} in a class
 * that others extend.
 */
final class Handovers {

  private static final Set<String> NAMES = Set.of("identifier", "shorthand_property_identifier");
  private static final Set<String> LITERALS =
      Set.of("string", "template_string", "property_identifier");
  private static final Set<String> USUAL =
      Set.of("handler", "execute", "handle", "run", "call", "callback", "cb", "invoke");

  private static final Set<String> LOGGING =
      Set.of("log", "info", "debug", "warn", "error", "trace");

  private static final int MOST_COPIES = 4;

  private final Values values;

  Handovers(Values values) {
    this.values = values;
  }

  /**
   * Where shared code goes on.
   *
   * @param target the function that it calls
   * @param agentParameters positions of that function's parameters that carry what the agent chose
   */
  record Handover(Expr target, List<Integer> agentParameters) {}

  private record Candidate(Expr call, Expr target, List<Integer> agentParameters) {}

  /**
   * The one call by which a function hands over to the code of a tool.
   *
   * @param agentParameters positions that carry what the agent chose
   * @param name the tool's name, or null; code beside it belongs to the tool itself
   * @return null when the function is not shared, or hands over to more than one
   */
  Handover of(Expr function, List<Integer> agentParameters, Expr name) {
    if (function.env().isEmpty()) {
      return null;
    }
    Expr named = name == null ? null : values.follow(name);
    SyntaxTree tree = function.tree();
    List<Candidate> found = new ArrayList<>();
    tree.subtree(tree.child(function.node(), "body"))
        .filter(n -> tree.is(n, "call_expression"))
        .mapToObj(function::at)
        .filter(c -> isBound(c, function, named))
        .forEach(
            c -> {
              Expr target = values.callee(c);
              if (target != null) {
                found.add(new Candidate(c, target, carrying(c, function, agentParameters)));
              }
            });
    Candidate one = one(found);
    return one == null || isWorkedOn(one.call(), function)
        ? null
        : new Handover(one.target(), one.agentParameters());
  }

  /**
   * Whether a library gets what a method of the same object gave back: {@code const file =
   * this.locate(x); return fs.readFile(file)}. Then that method is a step of the tool alone.
   */
  private boolean isWorkedOn(Expr call, Expr function) {
    SyntaxTree tree = call.tree();
    int callee = ScriptSyntax.unwrap(tree, tree.child(call.node(), "function"));
    int object = ScriptSyntax.unwrap(tree, tree.child(callee, "object"));
    int at = tree.parent(call.node());
    while (tree.is(at, "await_expression") || tree.is(at, "parenthesized_expression")) {
      at = tree.parent(at);
    }
    int result = tree.is(at, "variable_declarator") ? tree.child(at, "name") : NONE;
    return tree.is(object, "this")
        && tree.is(result, "identifier")
        && tree.subtree(tree.child(function.node(), "body"))
            .filter(n -> tree.is(n, "call_expression"))
            .filter(n -> isOfLibrary(call.at(tree.child(n, "function"))))
            .flatMap(n -> ScriptSyntax.arguments(tree, n))
            .anyMatch(a -> stands(call.at(a), tree.text(result)));
  }

  /** Whether an argument is a variable of a name, or a copy of it. */
  private static boolean stands(Expr argument, String variable) {
    SyntaxTree tree = argument.tree();
    int at = ScriptSyntax.unwrap(tree, argument.node());
    for (int i = 0; i < MOST_COPIES && tree.is(at, "identifier"); i++) {
      if (tree.text(at).equals(variable)) {
        return true;
      }
      Binding binding = argument.module().binding(at).orElse(null);
      at = binding instanceof Binding.Variable v ? ScriptSyntax.unwrap(tree, v.value()) : NONE;
    }
    return false;
  }

  private boolean isOfLibrary(Expr callee) {
    SyntaxTree tree = callee.tree();
    int root = ScriptSyntax.unwrap(tree, callee.node());
    while (tree.is(root, "member_expression")) {
      root = ScriptSyntax.unwrap(tree, tree.child(root, "object"));
    }
    boolean logs = LOGGING.contains(tree.text(tree.child(callee.node(), "property")));
    return !logs
        && tree.is(root, "identifier")
        && callee.module().binding(root).orElse(null) instanceof Binding.Import
        && !values.external(callee).isEmpty();
  }

  /** The only call; of several the one that gets what the agent chose, or is called as usual. */
  private static Candidate one(List<Candidate> found) {
    if (found.size() < 2) {
      return found.isEmpty() ? null : found.getFirst();
    }
    List<Candidate> carrying = found.stream().filter(c -> !c.agentParameters().isEmpty()).toList();
    List<Candidate> usual = carrying.stream().filter(Handovers::isUsual).toList();
    List<Candidate> best = carrying.size() > 1 ? usual : carrying;
    return best.size() == 1 ? best.getFirst() : null;
  }

  private static boolean isUsual(Candidate candidate) {
    SyntaxTree tree = candidate.call().tree();
    int callee = tree.child(candidate.call().node(), "function");
    int property = tree.child(callee, "property");
    return USUAL.contains(tree.text(property == NONE ? callee : property));
  }

  /**
   * Whether what is called differs from tool to tool: its receiver is a loop variable or parameter
   * with a known value, or the object of a class that others extend or make.
   */
  private boolean isBound(Expr call, Expr function, Expr name) {
    SyntaxTree tree = call.tree();
    int callee = ScriptSyntax.unwrap(tree, tree.child(call.node(), "function"));
    int root = callee;
    while (tree.is(root, "member_expression")) {
      root = ScriptSyntax.unwrap(tree, tree.child(root, "object"));
    }
    return switch (tree.kind(root)) {
      case "identifier" ->
          varies(call.at(root)) && !holds(call.module(), scope(call, root, function), name);
      case "this" -> {
        int owner = ScriptSyntax.owner(tree, root);
        yield tree.is(callee, "member_expression")
            && tree.child(callee, "object") == root
            && varies(call.at(callee))
            && !holds(call.module(), owner, name);
      }
      default -> false;
    };
  }

  private boolean varies(Expr expression) {
    Expr known = values.follow(expression);
    return !known.sameNode(values.followAlone(expression.with(Expr.Env.EMPTY)));
  }

  /** The code that a name is bound for: a function, or the body of a loop. */
  private static int scope(Expr call, int name, Expr function) {
    SyntaxTree tree = call.tree();
    Binding binding = call.module().binding(name).orElse(null);
    if (binding instanceof Binding.Parameter p) {
      return p.function();
    }
    int at = binding instanceof Binding.Variable v ? v.declaration() : function.node();
    while (at != NONE && !ScriptSyntax.isFunction(tree, at)) {
      if (tree.is(at, "for_in_statement")) {
        return tree.child(at, "body");
      }
      at = tree.parent(at);
    }
    return at;
  }

  /** Whether a tool's name is written in some code, so that this code belongs to the one tool. */
  private static boolean holds(SourceModule module, int code, Expr name) {
    return name != null
        && code != NONE
        && name.module().equals(module)
        && (name.isKey() || LITERALS.contains(name.kind()))
        && module.tree().within(name.node(), code);
  }

  /** Positions of the arguments of a call that mention agent-chosen parameters of a function. */
  private static List<Integer> carrying(Expr call, Expr function, List<Integer> agentParameters) {
    List<Integer> found = new ArrayList<>();
    int[] arguments = ScriptSyntax.arguments(call.tree(), call.node()).toArray();
    for (int i = 0; i < arguments.length; i++) {
      if (mentions(call.at(arguments[i]), function, agentParameters, new HashSet<>())) {
        found.add(i);
      }
    }
    return found;
  }

  private static boolean mentions(
      Expr expression, Expr function, List<Integer> positions, Set<Integer> seen) {
    SyntaxTree tree = expression.tree();
    return tree.subtree(expression.node())
        .filter(n -> NAMES.contains(tree.kind(n)))
        .anyMatch(n -> isOneOf(expression.at(n), function, positions, seen));
  }

  /** Whether a name is such a parameter, or a variable of the function that was made of one. */
  private static boolean isOneOf(
      Expr name, Expr function, List<Integer> positions, Set<Integer> seen) {
    return switch (name.module().binding(name.node()).orElse(null)) {
      case Binding.Parameter p -> p.function() == function.node() && positions.contains(p.index());
      case Binding.Variable v when seen.add(v.declaration()) -> {
        Destructuring source = Destructuring.of(name.tree(), v.declaration());
        int value = v.value() == NONE && source != null ? source.value() : v.value();
        yield value != NONE
            && name.tree().within(value, function.node())
            && mentions(name.at(value), function, positions, seen);
      }
      case null, default -> false;
    };
  }
}
