package io.mcpscore.engine.check.rce;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.program.py.PySyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Functions of the repository that start a program with a list which their caller made: {@code
 * runGit(["log", x])}. What the list holds is known at the call alone.
 */
final class ProgramWrappers {

  private static final int ROUNDS = 3;

  private record Key(String path, int function) {}

  private final CheckContext context;
  private final Map<Key, Integer> lists = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private final Set<Key> handlers = new HashSet<>();

  ProgramWrappers(CheckContext context) {
    this.context = context;
    Stream.of(
            context.servers().tools().stream().map(t -> t.handler()),
            context.servers().prompts().stream().map(p -> p.handler()),
            context.servers().resources().stream().map(r -> r.handler()))
        .flatMap(s -> s)
        .filter(Objects::nonNull)
        .map((Handler h) -> new Key(h.module().file().path(), h.function()))
        .forEach(handlers::add);
  }

  /**
   * Takes note of a function when its caller gives the list, and says whether that is so.
   *
   * @param argument the list, as the program gets it
   */
  boolean learn(SourceModule module, Argument argument) {
    SyntaxTree tree = module.tree();
    if (!argument.spread()
        || !tree.is(argument.node(), "identifier")
        || !(module.binding(argument.node()).orElse(null) instanceof Binding.Parameter p)
        || !p.path().isEmpty()) {
      return false;
    }
    Key key = new Key(module.file().path(), p.function());
    if (handlers.contains(key)) {
      return false;
    }
    lists.put(key, p.index());
    names.add(name(tree, p.function()));
    return true;
  }

  private static String name(SyntaxTree tree, int function) {
    String own = tree.text(tree.child(function, "name"));
    int parent = tree.parent(function);
    int outer = tree.child(parent, tree.is(parent, "pair") ? "key" : "name");
    return own.isEmpty() ? tree.text(outer) : own;
  }

  /** One call of such a function with those of the list's items that can be options. */
  record WrapperCall(SourceModule module, int node, List<Argument> arguments) {}

  /** Every call of the functions, also of those that hand their own list to one of them. */
  List<WrapperCall> calls() {
    List<WrapperCall> out = new ArrayList<>();
    int known = -1;
    for (int i = 0; i < ROUNDS && known != lists.size(); i++) {
      known = lists.size();
      out.clear();
      if (known > 0) {
        context.program().modules().forEach(m -> addCalls(m, out));
      }
    }
    return out;
  }

  private void addCalls(SourceModule module, List<WrapperCall> out) {
    SyntaxTree tree = module.tree();
    ExternalCalls.nodes(tree)
        .filter(n -> names.contains(Expressions.calledName(tree, n)))
        .forEach(n -> addCall(module, n, out));
  }

  private void addCall(SourceModule module, int call, List<WrapperCall> out) {
    SyntaxTree tree = module.tree();
    if (!(context.program().resolve(module, tree.child(call, "function")).orElse(null)
        instanceof Target.Defined d)) {
      return;
    }
    Integer index = lists.get(new Key(d.module().file().path(), d.node()));
    if (index == null) {
      return;
    }
    boolean method =
        !d.module().file().language().isScript()
            && tree.is(tree.child(call, "function"), "attribute")
            && PySyntax.takesSelf(d.module().tree(), d.node());
    int list = tree.namedChild(tree.child(call, "arguments"), index - (method ? 1 : 0));
    if (list == SyntaxTree.NONE || tree.is(list, "keyword_argument")) {
      return;
    }
    List<Argument> items =
        Operands.open(context.program(), module, ArgumentLists.of(module, list, call)).stream()
            .filter(a -> !learn(module, a))
            .toList();
    out.add(new WrapperCall(module, call, items));
  }
}
