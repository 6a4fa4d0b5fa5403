package io.mcpscore.engine.check.injection;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.flow.Flow;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Functions of a repository that refuse filters and pipelines with code in them ({@code $where},
 * {@code $function}), and what they are called with.
 *
 * @param functions each as path and node
 */
record StageGuards(Set<String> functions) {

  private static final Pattern CODE =
      Pattern.compile("[\"'`/|(]\\\\?\\$(?:where|function|accumulator)\\b");

  /** A guard that is called this often is a rule of the program, not of one tool. */
  private static final int RULE = 2;

  private static final int LONGEST = 400;

  private static final List<String> WORDS = List.of("$where", "$function");

  /** Those of a repository that several places call. */
  static StageGuards of(CheckContext context) {
    return context.shared(StageGuards.class, StageGuards::find);
  }

  private static StageGuards find(CheckContext context) {
    Set<String> out = new HashSet<>();
    if (!Mentions.any(context, WORDS)) {
      return new StageGuards(out);
    }
    for (SourceModule module : context.program().modules()) {
      if (module.file().role().deducts() && Mentions.in(module, WORDS)) {
        for (int n = 0; n < module.tree().size(); n++) {
          if (module.isFunction(n) && isGuard(context, module, n)) {
            out.add(key(module, n));
          }
        }
      }
    }
    StageGuards all = new StageGuards(out);
    long calls =
        out.isEmpty()
            ? 0
            : context.program().modules().stream()
                .filter(m -> m.file().role().deducts())
                .mapToLong(m -> all.calls(context, m, 0))
                .sum();
    return calls < RULE ? new StageGuards(Set.of()) : all;
  }

  private static String key(SourceModule module, int function) {
    return module.file().path() + "#" + function;
  }

  /** A function that fails over one of the words, which it holds itself or in a list. */
  private static boolean isGuard(CheckContext context, SourceModule module, int function) {
    SyntaxTree tree = module.tree();
    boolean fails =
        tree.subtree(function)
            .anyMatch(n -> tree.is(n, "throw_statement") || tree.is(n, "raise_statement"));
    return fails
        && (CODE.matcher(tree.text(function)).find()
            || tree.subtree(function)
                .filter(n -> tree.is(n, "identifier"))
                .anyMatch(n -> isListOfCode(context, module, n)));
  }

  private static boolean isListOfCode(CheckContext context, SourceModule module, int name) {
    SyntaxTree tree = module.tree();
    int here = Expressions.valueOf(module, name);
    if (here != name) {
      return !module.isFunction(here) && CODE.matcher(tree.brief(here, LONGEST)).find();
    }
    return context
        .program()
        .given(module, name)
        .filter(d -> !d.module().isFunction(d.node()))
        .filter(d -> CODE.matcher(d.module().tree().brief(d.node(), LONGEST)).find())
        .isPresent();
  }

  boolean any() {
    return !functions.isEmpty();
  }

  /** Calls of such functions in a function, but for their own. */
  private long calls(CheckContext context, SourceModule module, int function) {
    SyntaxTree tree = module.tree();
    return tree.subtree(function)
        .filter(n -> ExternalCalls.isCall(tree, n))
        .filter(n -> isGuarding(context, module, n))
        .filter(n -> !functions.contains(key(module, enclosing(module, n))))
        .count();
  }

  private boolean isGuarding(CheckContext context, SourceModule module, int call) {
    return context.program().resolve(module, module.tree().child(call, "function")).orElse(null)
            instanceof Target.Defined d
        && functions.contains(key(d.module(), d.node()));
  }

  private static int enclosing(SourceModule module, int node) {
    int at = node;
    while (at > 0 && !module.isFunction(at)) {
      at = module.tree().parent(at);
    }
    return Math.max(at, 0);
  }

  /** The function around those without parameters that a query is handed over in. */
  private static int outermost(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    int function = enclosing(module, node);
    while (function > 0 && tree.text(tree.child(function, "parameters")).equals("()")) {
      function = enclosing(module, tree.parent(function));
    }
    return function;
  }

  /** Whether a flow comes through a function that tests something before it hands values on. */
  boolean passes(CheckContext context, Flow flow) {
    int own = enclosing(flow.module(), flow.value());
    return flow.trace().stream()
        .anyMatch(
            step ->
                context
                    .program()
                    .module(step.file())
                    .filter(m -> passes(context, m, step.line(), flow.module(), own))
                    .isPresent());
  }

  /** Whether the function at a line, other than the last one, calls a guard. */
  private boolean passes(
      CheckContext context, SourceModule module, int line, SourceModule last, int own) {
    SyntaxTree tree = module.tree();
    int found = NONE;
    for (int n = 0; n < tree.size() && tree.line(n) <= line; n++) {
      found = tree.line(n) == line ? n : found;
    }
    int function = found == NONE ? 0 : enclosing(module, found);
    boolean same = module.equals(last) && (function == own || tree.within(own, function));
    return function > 0 && !same && calls(context, module, function) > 0;
  }

  /** Whether a value, or what it was made of, goes through such a function where it is used. */
  boolean covers(CheckContext context, SourceModule module, int value) {
    SyntaxTree tree = module.tree();
    Set<String> names = new HashSet<>();
    names(module, value, names);
    return tree.subtree(outermost(module, value))
        .filter(n -> ExternalCalls.isCall(tree, n))
        .filter(n -> isGuarding(context, module, n))
        .mapToObj(n -> new Call(module, n, "").argument(0))
        .filter(a -> a != NONE)
        .anyMatch(a -> tree.subtree(a).anyMatch(n -> names.contains(tree.text(n))));
  }

  private static void names(SourceModule module, int value, Set<String> out) {
    SyntaxTree tree = module.tree();
    tree.subtree(value)
        .filter(n -> tree.is(n, "identifier") || tree.is(n, "shorthand_property_identifier"))
        .filter(n -> !tree.field(n).equals("function"))
        .forEach(
            n -> {
              boolean first = out.add(tree.text(n));
              int given = first ? Expressions.valueOf(module, n) : n;
              if (given != n && given != NONE) {
                names(module, given, out);
              }
            });
  }
}
