package io.mcpscore.engine.check;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.Faults;
import io.mcpscore.engine.program.HandOver;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.NodeMemo;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Every call of a program that leaves the repository, resolved once for all checks. */
public final class ExternalCalls {

  private final List<Call> all;
  private final Map<SourceModule, Row> byModule = new HashMap<>();

  /** The calls of a module, by ascending node. */
  private record Row(int[] nodes, List<Call> calls, NodeMemo<Callee> callees) {}

  /** Resolves the callee of every call. */
  public ExternalCalls(Program program) {
    this(program, new Faults());
  }

  /** The same; the calls of a module that breaks are left out, and told to the faults. */
  public ExternalCalls(Program program, Faults faults) {
    List<Call> found = new ArrayList<>();
    for (SourceModule module : program.modules()) {
      List<Call> calls =
          faults.attemptFile(module.file().path(), () -> of(program, module)).orElse(List.of());
      int[] nodes = calls.stream().mapToInt(Call::node).toArray();
      byModule.put(module, new Row(nodes, calls, new NodeMemo<>(module.tree().size())));
      found.addAll(calls);
    }
    all = List.copyOf(found);
  }

  /** The calls of one module in the order of their nodes. */
  private static List<Call> of(Program program, SourceModule module) {
    List<Call> calls = new ArrayList<>();
    for (int node : nodes(module.tree()).toArray()) {
      Call call = new Call(module, node, "");
      handed(program, call)
          .or(() -> external(program, call, call.function(), 0))
          .or(() -> bound(program, call))
          .ifPresent(calls::add);
    }
    return List.copyOf(calls);
  }

  /** {@code asyncio.to_thread(subprocess.run, command)}: a call of what is handed over. */
  private static Optional<Call> handed(Program program, Call call) {
    SyntaxTree tree = call.tree();
    if (call.module().file().language().isScript()) {
      return Optional.empty();
    }
    int function = call.function();
    int attribute = tree.child(function, "attribute");
    OptionalInt place =
        HandOver.place(tree.text(attribute == SyntaxTree.NONE ? function : attribute));
    int handed = place.isEmpty() ? SyntaxTree.NONE : call.argument(place.getAsInt());
    return handed == SyntaxTree.NONE
        ? Optional.empty()
        : external(program, call, handed, place.getAsInt() + 1);
  }

  private static Optional<Call> external(Program program, Call call, int function, int handed) {
    return program.resolve(call.module(), function).orElse(null) instanceof Target.External outside
        ? Optional.of(
            new Call(call.module(), call.node(), outside.qualifiedName(), handed, List.of()))
        : Optional.empty();
  }

  /** {@code const git = execFile.bind(null, "git"); git(["log"])}. */
  private static Optional<Call> bound(Program program, Call call) {
    SyntaxTree tree = call.tree();
    int value = Expressions.valueOf(call.module(), call.function());
    int callee = tree.is(value, "call_expression") ? tree.child(value, "function") : NONE;
    if (!tree.text(tree.child(callee, "property")).equals("bind")) {
      return Optional.empty();
    }
    List<Integer> given = new Call(call.module(), value, "").arguments().stream().skip(1).toList();
    return external(program, call, tree.child(callee, "object"), 0)
        .map(c -> new Call(c.module(), c.node(), c.callee(), 0, given));
  }

  /** Every call and {@code new} of a file, in order. */
  public static IntStream nodes(SyntaxTree tree) {
    return tree.ofKinds("call_expression", "new_expression", "call");
  }

  /** Whether a node is a call or {@code new}. */
  public static boolean isCall(SyntaxTree tree, int node) {
    return switch (tree.kind(node)) {
      case "call_expression", "new_expression" -> true;
      // "call" is also a keyword-like anonymous node in some grammars.
      case "call" -> tree.isNamed(node);
      default -> false;
    };
  }

  /** All of them, ordered by file and offset. */
  public List<Call> all() {
    return all;
  }

  /** Those of one module, ordered by offset. */
  public List<Call> in(SourceModule module) {
    Row row = byModule.get(module);
    return row == null ? List.of() : row.calls();
  }

  /** What a call calls; worked out once for all checks. */
  Callee callee(SourceModule module, int call) {
    Row row = byModule.get(module);
    return row == null
        ? Callee.read(this, module, call)
        : row.callees().get(call, node -> Callee.read(this, module, node));
  }

  /** The call at a node, empty when the node is none or its callee is not external. */
  public Optional<Call> at(SourceModule module, int node) {
    Row row = byModule.get(module);
    int at = row == null ? -1 : Arrays.binarySearch(row.nodes(), node);
    return at < 0 ? Optional.empty() : Optional.of(row.calls().get(at));
  }
}
