package io.mcpscore.engine.check.rce;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Returned;
import io.mcpscore.engine.check.SinkTable;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Argument lists that functions of the repository put together and give back: {@code
 * [*command.argv()]}, {@code run_git(build(args))}. Which of the items may be taken for options is
 * seen where the function makes the list.
 */
final class BuiltLists {

  private static final Set<String> NOTHING = Set.of("none", "null", "undefined");
  private static final int DEEPEST = 4;
  private static final int MOST = 100;

  private final Program program;

  /** Every list that is given back, with the function's own expression. */
  private final List<Made> lists = new ArrayList<>();

  private final Set<Target.Defined> seen = new HashSet<>();
  private boolean whole = true;

  /**
   * Items of a list.
   *
   * @param anchor the statement that gives the list back, or the call that hands it over
   */
  private record Made(SourceModule module, int anchor, List<Argument> items) {}

  private BuiltLists(Program program) {
    this.program = program;
  }

  /**
   * Adds what may be taken for options where a list is made.
   *
   * @param argument an argument that stands for several
   * @return false when it is not the list of such a function, or of something else as well
   */
  static boolean add(Program program, SourceModule module, Argument argument, SinkTable table) {
    BuiltLists built = of(program, module, argument);
    if (!built.whole || built.lists.isEmpty()) {
      return false;
    }
    built.lists.forEach(made -> built.add(made, 0, table));
    return true;
  }

  /** The same of a list that begins with its program, where options of that are dangerous. */
  static void addWhole(Program program, SourceModule module, Argument argument, SinkTable table) {
    BuiltLists built = of(program, module, argument);
    for (Made made : built.lists) {
      String name = ProgramName.of(program, made.module(), made.items().getFirst().node());
      if (!made.items().getFirst().spread() && OptionPrograms.isDangerous(name)) {
        built.add(made, 1, table);
      }
    }
  }

  private static BuiltLists of(Program program, SourceModule module, Argument argument) {
    BuiltLists built = new BuiltLists(program);
    if (argument.spread()) {
      built.collect(module, argument.node(), DEEPEST);
    }
    return built;
  }

  private void collect(SourceModule module, int call, int depth) {
    List<Target.Defined> returned = Returned.of(program, module, call);
    whole &= !returned.isEmpty() && depth > 0;
    for (Target.Defined at : returned) {
      boolean nothing = NOTHING.contains(at.module().tree().kind(at.node()));
      if (!nothing && depth > 0 && lists.size() < MOST && seen.add(at)) {
        list(new Call(module, call, ""), at.module(), at.node(), depth);
      }
    }
  }

  private void list(Call call, SourceModule home, int node, int depth) {
    List<Argument> items = new ArrayList<>();
    for (Argument item : ArgumentLists.of(home, node, node)) {
      boolean given = item.spread() && given(call, home, item.node());
      if (!given && item.spread() && ExternalCalls.isCall(home.tree(), item.node())) {
        collect(home, item.node(), depth - 1);
      } else if (!given) {
        items.add(item);
      }
    }
    int statement = home.tree().enclosing(node, "return_statement");
    boolean returned = statement > Expressions.scope(home, node);
    whole &= items.isEmpty() || (returned && !items.getFirst().spread());
    if (returned && !items.isEmpty()) {
      lists.add(new Made(home, statement, items));
    }
  }

  /** {@code def with_settings(args): return ["-c", "x=y", *args]}: the caller answers for those. */
  private boolean given(Call call, SourceModule home, int list) {
    int name = Expressions.valueOf(home, list);
    if (!home.tree().is(name, "identifier")
        || !(home.binding(name).orElse(null) instanceof Binding.Parameter p)
        || !p.path().isEmpty()) {
      return false;
    }
    int handed = call.given(home, p, home.tree().text(name));
    List<Argument> items = ArgumentLists.of(call.module(), handed, call.node());
    if (!items.isEmpty()) {
      lists.add(new Made(call.module(), call.node(), items));
    }
    return !items.isEmpty();
  }

  private void add(Made made, int skipped, SinkTable table) {
    List<Argument> items = made.items().subList(skipped, made.items().size());
    for (Argument open : Operands.open(program, made.module(), items)) {
      table.add(made.module(), anchor(made, open.node()), List.of(open.node()));
    }
  }

  /** The call that appends an item, else where the list is given back. */
  private static int anchor(Made made, int item) {
    SyntaxTree tree = made.module().tree();
    int function = Expressions.scope(made.module(), made.anchor());
    for (int at = tree.parent(item); at > function; at = tree.parent(at)) {
      if (ExternalCalls.isCall(tree, at) && ArgumentLists.isAdding(tree, at)) {
        return at;
      }
    }
    return made.anchor();
  }
}
