package io.mcpscore.engine.check.rce;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.flow.PyObjects;
import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.FunctionTables;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.program.js.Parameters;
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
 * runGit(["log", x])}, {@code run("git", ["log", x])}. What the list holds, and of some which
 * program it is for, is known at the call alone.
 */
final class ProgramWrappers {

  private static final int ROUNDS = 3;

  /** Method of functions of scripts that calls them with a list. */
  private static final String APPLY = "apply";

  private record Key(String path, int function) {}

  private final CheckContext context;
  private final boolean whole;

  /** Position of the list among the parameters. */
  private final Map<Key, Integer> lists = new HashMap<>();

  /** Position of the program, of functions that take it as a parameter as well. */
  private final Map<Key, Integer> programs = new HashMap<>();

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
    Binding.Parameter p = argument.spread() ? parameter(module, argument.node()) : null;
    Key key = p == null ? null : new Key(module.file().path(), p.function());
    if (key == null || handlers.contains(key)) {
      return false;
    }
    lists.put(key, p.index());
    names.add(name(module.tree(), p.function()));
    return true;
  }

  /** The same of a list behind a program that the same caller gives. */
  private boolean learn(SourceModule module, int program, Argument argument) {
    Binding.Parameter p = parameter(module, program);
    Binding.Parameter list = parameter(module, argument.node());
    boolean both = p != null && list != null && p.function() == list.function();
    if (!both || !learn(module, argument)) {
      return false;
    }
    programs.put(new Key(module.file().path(), p.function()), p.index());
    return true;
  }

  private static Binding.Parameter parameter(SourceModule module, int node) {
    int name = node == NONE ? NONE : Expressions.valueOf(module, node);
    return module.tree().is(name, "identifier")
            && module.binding(name).orElse(null) instanceof Binding.Parameter p
            && p.path().isEmpty()
        ? p
        : HeldLists.parameter(module, name).orElse(null);
  }

  private static String name(SyntaxTree tree, int function) {
    if (HeldLists.isConstructor(tree, function)) {
      return HeldLists.typeName(tree, function);
    }
    String own = tree.text(tree.child(function, "name"));
    int parent = tree.parent(function);
    int outer = tree.child(parent, tree.is(parent, "pair") ? "key" : "name");
    return own.isEmpty() ? tree.text(outer) : own;
  }

  /** Takes note of the function around a process of which nothing is known but the list. */
  static ProgramWrappers ofWholeLists(CheckContext context, List<ProcessCall> processes) {
    ProgramWrappers out = new ProgramWrappers(context, true);
    for (ProcessCall process : processes) {
      if (process.program() == NONE && process.line() == NONE) {
        process.arguments().stream()
            .limit(1)
            .forEach(argument -> out.learn(process.call().module(), argument));
      }
    }
    return out;
  }

  /** Takes note of the functions that are given a program and, apart from it, a list. */
  static ProgramWrappers ofPrograms(CheckContext context, List<ProcessCall> processes) {
    ProgramWrappers out = new ProgramWrappers(context);
    for (ProcessCall process : processes) {
      SourceModule module = process.call().module();
      if (!process.shell() && parameter(module, process.program()) != null) {
        Operands.open(context.program(), module, process.arguments())
            .forEach(argument -> out.learn(module, process.program(), argument));
      }
    }
    return out;
  }

  /** The processes that callers start through such functions, program and arguments apart. */
  List<ProcessCall> processes() {
    List<ProcessCall> out = new ArrayList<>();
    for (WrapperCall c : calls()) {
      boolean begins = !c.arguments().isEmpty() && !c.arguments().getFirst().spread();
      if (c.program() != NONE) {
        out.add(process(c, c.program(), c.arguments()));
      } else if (whole && begins) {
        List<Argument> rest = c.arguments().subList(1, c.arguments().size());
        out.add(process(c, c.arguments().getFirst().node(), rest));
      }
    }
    return out;
  }

  private static ProcessCall process(WrapperCall c, int program, List<Argument> arguments) {
    Call call = new Call(c.module(), c.node(), "");
    return new ProcessCall(call, NONE, program, arguments, NONE, false);
  }

  /**
   * One call of such a function.
   *
   * @param program the program that it is given, or {@code NONE} when the function has its own
   * @param arguments the list's items
   */
  record WrapperCall(SourceModule module, int node, int program, List<Argument> arguments) {}

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
    boolean script = module.file().language().isScript();
    ExternalCalls.nodes(tree)
        .filter(n -> mayCall(script, Expressions.calledName(tree, n)) || isOfTable(tree, n))
        .forEach(n -> addCall(module, n, out));
  }

  /** A function that another one gives back, and an object, are called by any name. */
  private boolean mayCall(boolean script, String name) {
    boolean any = names.contains(script ? "" : PyObjects.CALLED);
    return any || names.contains(name) || (script && name.equals(APPLY));
  }

  private static boolean isOfTable(SyntaxTree tree, int call) {
    int callee = tree.child(call, "function");
    return tree.is(callee, "subscript") || tree.is(callee, "subscript_expression");
  }

  private void addCall(SourceModule module, int call, List<WrapperCall> out) {
    SyntaxTree tree = module.tree();
    boolean applied =
        module.file().language().isScript() && Expressions.calledName(tree, call).equals(APPLY);
    int callee = applied ? Expressions.owner(tree, call) : tree.child(call, "function");
    Target.Defined made =
        HeldLists.constructor(context.program(), module, callee)
            .filter(f -> lists.containsKey(key(f)))
            .orElse(null);
    Target.Defined function =
        Optional.ofNullable(made)
            .or(() -> called(module, callee).filter(f -> lists.containsKey(key(f))))
            .or(
                () ->
                    FunctionTables.behind(context.program(), module, callee).stream()
                        .filter(f -> lists.containsKey(key(f)))
                        .findFirst())
            .orElse(null);
    Key key = function == null ? null : key(function);
    Integer index = lists.get(key);
    if (index == null || (applied && index > 0)) {
      return;
    }
    boolean object = name(function.module().tree(), function.node()).equals(PyObjects.CALLED);
    boolean method =
        !function.module().file().language().isScript()
            && (object || made != null || tree.is(callee, "attribute"))
            && PySyntax.takesSelf(function.module().tree(), function.node());
    int shift = method ? 1 : 0;
    boolean single = !isRest(function, index) || applied;
    int first = applied ? 1 : index - shift;
    List<Argument> items = single ? listed(module, call, first) : rest(module, call, first);
    Integer given = programs.get(key);
    int program = given == null ? NONE : new Call(module, call, "").argument(given - shift);
    List<Argument> own = own(module, items, program);
    if (!items.isEmpty() && (given == null || program != NONE)) {
      out.add(new WrapperCall(module, call, program, own));
    }
  }

  private static Key key(Target.Defined function) {
    return new Key(function.module().file().path(), function.node());
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

  /** The items without lists for which a caller answers in turn. */
  private List<Argument> own(SourceModule module, List<Argument> items, int program) {
    List<Argument> open = Operands.open(context.program(), module, items);
    // Behind a program that is known, a list is no longer the whole one.
    return IntStream.range(0, items.size())
        .filter(
            i ->
                (whole && i > 0)
                    || !open.contains(items.get(i))
                    || !hands(module, items.get(i), program))
        .mapToObj(items::get)
        .toList();
  }

  private boolean hands(SourceModule module, Argument item, int program) {
    return parameter(module, program) == null ? learn(module, item) : learn(module, program, item);
  }

  /** {@code def run(*argv)}, {@code (...args) => run(args)}. */
  private static boolean isRest(Target.Defined function, int index) {
    SyntaxTree tree = function.module().tree();
    if (!function.module().file().language().isScript()) {
      return PySyntax.parameters(tree, function.node()).get(index).kind() == PyParameter.Kind.REST;
    }
    int parameter = Parameters.nodes(tree, function.node()).get(index);
    return tree.is(parameter, "rest_pattern")
        || tree.is(tree.child(parameter, "pattern"), "rest_pattern");
  }

  private static List<Argument> rest(SourceModule module, int call, int first) {
    SyntaxTree tree = module.tree();
    List<Argument> out = new ArrayList<>();
    tree.namedChildren(tree.child(call, "arguments"))
        .skip(first)
        .filter(a -> !tree.is(a, "keyword_argument") && !tree.is(a, "dictionary_splat"))
        .forEach(
            a -> {
              if (tree.is(a, "list_splat") || tree.is(a, "spread_element")) {
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
    return list == NONE || tree.is(list, "keyword_argument")
        ? List.of()
        : ArgumentLists.of(module, list, call);
  }
}
