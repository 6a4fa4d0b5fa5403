package io.mcpscore.engine.check.rce;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.flow.PyObjects;
import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.program.py.PyParameter;
import io.mcpscore.engine.program.py.PySyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Functions of the repository that start a program with a list which their caller made: {@code
 * runGit(["log", x])}. What the list holds is known at the call alone.
 */
final class ProgramWrappers {

  private static final int ROUNDS = 3;

  private record Key(String path, int function) {}

  private final CheckContext context;
  private final boolean whole;
  private final Map<Key, Integer> lists = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private final Set<Key> handlers = new HashSet<>();

  ProgramWrappers(CheckContext context) {
    this(context, false);
  }

  /**
   * @param whole whether the lists begin with the program
   */
  private ProgramWrappers(CheckContext context, boolean whole) {
    this.context = context;
    this.whole = whole;
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

  /** Takes note of the function around a process of which nothing is known but the list. */
  static ProgramWrappers ofWholeLists(CheckContext context, List<ProcessCall> processes) {
    ProgramWrappers out = new ProgramWrappers(context, true);
    for (ProcessCall process : processes) {
      if (process.program() == SyntaxTree.NONE && process.line() == SyntaxTree.NONE) {
        process.arguments().stream()
            .limit(1)
            .forEach(argument -> out.learn(process.call().module(), argument));
      }
    }
    return out;
  }

  /** The processes that callers start through such functions, program and arguments apart. */
  List<ProcessCall> processes() {
    return calls().stream()
        .filter(c -> !c.arguments().isEmpty() && !c.arguments().getFirst().spread())
        .map(
            c ->
                new ProcessCall(
                    new Call(c.module(), c.node(), ""),
                    SyntaxTree.NONE,
                    c.arguments().getFirst().node(),
                    c.arguments().subList(1, c.arguments().size()),
                    SyntaxTree.NONE,
                    false))
        .toList();
  }

  /** One call of such a function with the list's items. */
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
    boolean objects = names.contains(PyObjects.CALLED) && !module.file().language().isScript();
    ExternalCalls.nodes(tree)
        .filter(n -> objects || names.contains(Expressions.calledName(tree, n)))
        .forEach(n -> addCall(module, n, out));
  }

  private void addCall(SourceModule module, int call, List<WrapperCall> out) {
    SyntaxTree tree = module.tree();
    Target.Defined d = called(module, tree.child(call, "function")).orElse(null);
    Integer index = d == null ? null : lists.get(new Key(d.module().file().path(), d.node()));
    if (index == null) {
      return;
    }
    boolean object = name(d.module().tree(), d.node()).equals(PyObjects.CALLED);
    boolean method =
        !d.module().file().language().isScript()
            && (object || tree.is(tree.child(call, "function"), "attribute"))
            && PySyntax.takesSelf(d.module().tree(), d.node());
    int first = index - (method ? 1 : 0);
    List<Argument> items =
        isRest(d, index) ? rest(module, call, first) : listed(module, call, first);
    List<Argument> open = Operands.open(context.program(), module, items);
    // Behind a program that is known, a list is no longer the whole one.
    List<Argument> own =
        IntStream.range(0, items.size())
            .filter(
                i ->
                    (whole && i > 0)
                        || !(open.contains(items.get(i)) && learn(module, items.get(i))))
            .mapToObj(items::get)
            .toList();
    if (!items.isEmpty()) {
      out.add(new WrapperCall(module, call, own));
    }
  }

  /** The function that is called, which may be that of an object: {@code git("log", x)}. */
  private Optional<Target.Defined> called(SourceModule module, int callee) {
    Optional<Target.Defined> target =
        context
            .program()
            .resolve(module, callee)
            .filter(Target.Defined.class::isInstance)
            .map(Target.Defined.class::cast);
    boolean known =
        target
            .filter(
                d ->
                    d.module().isFunction(d.node())
                        || d.module().tree().is(d.node(), "class_definition"))
            .isPresent();
    return known || !names.contains(PyObjects.CALLED)
        ? target
        : PyObjects.method(context.program(), module, callee, PyObjects.CALLED);
  }

  /** {@code def run(*argv)}. */
  private static boolean isRest(Target.Defined function, int index) {
    return !function.module().file().language().isScript()
        && PySyntax.parameters(function.module().tree(), function.node()).get(index).kind()
            == PyParameter.Kind.REST;
  }

  private static List<Argument> rest(SourceModule module, int call, int first) {
    SyntaxTree tree = module.tree();
    List<Argument> out = new ArrayList<>();
    tree.namedChildren(tree.child(call, "arguments"))
        .skip(first)
        .filter(a -> !tree.is(a, "keyword_argument") && !tree.is(a, "dictionary_splat"))
        .forEach(
            a -> {
              if (tree.is(a, "list_splat")) {
                out.addAll(ArgumentLists.of(module, tree.namedChild(a, 0), call));
              } else {
                out.add(new Argument(a, false));
              }
            });
    return out;
  }

  private static List<Argument> listed(SourceModule module, int call, int index) {
    SyntaxTree tree = module.tree();
    int list = tree.namedChild(tree.child(call, "arguments"), index);
    return list == SyntaxTree.NONE || tree.is(list, "keyword_argument")
        ? List.of()
        : ArgumentLists.of(module, list, call);
  }
}
