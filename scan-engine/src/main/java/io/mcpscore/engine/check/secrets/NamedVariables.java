package io.mcpscore.engine.check.secrets;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.ValueTests;
import io.mcpscore.engine.flow.Flow;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads of a variable of the environment whose name is no constant: {@code process.env[name]},
 * {@code os.environ.get(name)}. Whoever chooses the name chooses among all secrets of the process.
 */
final class NamedVariables implements SinkRule {

  private static final Set<String> READERS =
      Set.of("os.environ.get", "os.getenv", "os.environ.pop", "Deno.env.get");

  private static final Set<String> PREFIXES = Set.of("startsWith", "startswith");

  private final CheckContext context;

  /** The names that are read, by module and node of the read. */
  private final Map<SourceModule, Map<Integer, Integer>> names = new HashMap<>();

  private NamedVariables(CheckContext context) {
    this.context = context;
    for (SourceModule module : context.program().modules()) {
      if (module.file().role().deducts() && module.file().text().holds("env")) {
        collect(module);
      }
    }
  }

  /** The reads whose name an agent chooses as a whole. */
  static Map<SourceModule, Set<Integer>> ofAgents(CheckContext context) {
    NamedVariables rule = new NamedVariables(context);
    Map<SourceModule, Set<Integer>> out = new HashMap<>();
    if (!rule.names.isEmpty()) {
      for (Flow flow : context.flow().into(rule)) {
        if (flow.origin() == Flow.Origin.AGENT) {
          out.computeIfAbsent(flow.module(), m -> new HashSet<>()).add(flow.call());
        }
      }
    }
    return out;
  }

  private void collect(SourceModule module) {
    SyntaxTree tree = module.tree();
    Map<Integer, Integer> here = new HashMap<>();
    context.calls().in(module).stream()
        .filter(c -> READERS.contains(c.callee()))
        .forEach(c -> put(module, here, c.node(), c.argument(0, "key")));
    tree.ofKinds("subscript", "subscript_expression")
        .forEach(
            n -> {
              boolean python = tree.is(n, "subscript");
              int owner = tree.child(n, python ? "value" : "object");
              if (isText(tree, owner, python ? "os.environ" : "process.env")) {
                put(module, here, n, tree.child(n, python ? "subscript" : "index"));
              }
            });
    if (!here.isEmpty()) {
      names.put(module, here);
    }
  }

  /** The length is looked at first: chains of items are long, and each holds the one before. */
  private static boolean isText(SyntaxTree tree, int node, String text) {
    return node != NONE
        && tree.end(node) - tree.start(node) == text.length()
        && tree.text(node).equals(text);
  }

  private static void put(SourceModule module, Map<Integer, Integer> here, int node, int name) {
    boolean fixed = name == NONE || Literals.isString(module.tree(), name);
    if (!fixed || (name != NONE && Literals.hasGaps(module.tree(), name))) {
      boolean composed =
          Literals.isString(module.tree(), name) || module.tree().kind(name).startsWith("binary_");
      int text = composed ? NONE : replaced(module, name);
      here.put(node, text == NONE ? name : text);
    }
  }

  /**
   * The text whose parts are the names: {@code text.replace(/\\$(\\w+)/g, (_, key) =>
   * process.env[key])}, {@code re.sub(PART, lambda m: os.environ[m[1]], text)}; or {@code NONE}.
   */
  private static int replaced(SourceModule module, int name) {
    SyntaxTree tree = module.tree();
    int part =
        tree.subtree(name)
            .filter(n -> tree.is(n, "identifier"))
            .filter(n -> module.binding(n).orElse(null) instanceof Binding.Parameter)
            .findFirst()
            .orElse(NONE);
    int function =
        part != NONE && module.binding(part).orElse(null) instanceof Binding.Parameter p
            ? p.function()
            : NONE;
    int list = function == NONE ? NONE : tree.parent(function);
    while (tree.is(list, "parenthesized_expression")) {
      list = tree.parent(list);
    }
    if (!tree.is(list, "arguments") && !tree.is(list, "argument_list")) {
      return NONE;
    }
    Call call = new Call(module, tree.parent(list), "");
    return switch (Expressions.calledName(tree, call.node())) {
      case "replace", "replaceAll" -> call.receiver();
      case "sub", "subn" -> call.arguments().isEmpty() ? NONE : call.arguments().getLast();
      default -> NONE;
    };
  }

  @Override
  public boolean concerns(SourceModule module) {
    return names.containsKey(module);
  }

  @Override
  public List<Integer> sinks(SourceModule module, int node) {
    Integer name = names.getOrDefault(module, Map.of()).get(node);
    return name == null ? List.of() : List.of(name);
  }

  /** {@code `APP_${name}`} reaches the program's own variables alone. */
  @Override
  public boolean cleansText(SourceModule module, int text, boolean ownHead) {
    return ownHead;
  }

  @Override
  public Optional<Guard> guard(SourceModule module, int condition) {
    Optional<Guard> listed = ValueTests.of(context.program(), module, condition);
    if (listed.isPresent() || !ExternalCalls.isCall(module.tree(), condition)) {
      return listed;
    }
    Call call = new Call(module, condition, "");
    SyntaxTree tree = module.tree();
    boolean prefix =
        PREFIXES.contains(Expressions.calledName(tree, condition))
            && call.receiver() != NONE
            && Literals.isString(tree, call.argument(0));
    return prefix ? Optional.of(new Guard(call.receiver(), true)) : Optional.empty();
  }
}
