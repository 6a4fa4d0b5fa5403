package io.mcpscore.engine.check;

import io.mcpscore.engine.Faults;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every call of a program that leaves the repository, resolved once for all checks. */
public final class ExternalCalls {

  private final List<Call> all;
  private final Map<String, Map<Integer, Call>> byModule = new HashMap<>();

  /** Resolves the callee of every call. */
  public ExternalCalls(Program program) {
    this(program, new Faults());
  }

  /** The same; the calls of a module that breaks are left out, and told to the faults. */
  public ExternalCalls(Program program, Faults faults) {
    List<Call> found = new ArrayList<>();
    for (SourceModule module : program.modules()) {
      Map<Integer, Call> calls =
          faults.attemptFile(module.file().path(), () -> of(program, module)).orElse(Map.of());
      byModule.put(module.file().path(), calls);
      found.addAll(calls.values());
    }
    all = List.copyOf(found);
  }

  /** The calls of one module in the order of their nodes. */
  private static Map<Integer, Call> of(Program program, SourceModule module) {
    SyntaxTree tree = module.tree();
    Map<Integer, Call> calls = new LinkedHashMap<>();
    for (int node = 0; node < tree.size(); node++) {
      if (isCall(tree, node)) {
        Call call = new Call(module, node, "");
        Optional<Target> target = program.resolve(module, call.function());
        if (target.orElse(null) instanceof Target.External external) {
          calls.put(node, new Call(module, node, external.qualifiedName()));
        }
      }
    }
    return calls;
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

  /** The call at a node, empty when the node is none or its callee is not external. */
  public Optional<Call> at(SourceModule module, int node) {
    return Optional.ofNullable(byModule.getOrDefault(module.file().path(), Map.of()).get(node));
  }
}
