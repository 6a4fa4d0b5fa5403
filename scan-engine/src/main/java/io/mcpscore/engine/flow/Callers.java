package io.mcpscore.engine.flow;

import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The calls of a program backwards: what may come to a function. Functions go by their keys. */
final class Callers {

  private final Map<String, Set<String>> callers = new HashMap<>();

  Callers(CallGraph graph) {
    graph.forEachCall(
        (module, node, target) ->
            callers.computeIfAbsent(target, t -> new HashSet<>()).addAll(enclosing(module, node)));
  }

  /** Key of a function; the root of a tree stands for the code of the module itself. */
  static String key(SourceModule module, int function) {
    return module.file().path() + "#" + function;
  }

  /** Keys of the functions around a node, innermost first, and of the module. */
  static List<String> enclosing(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    List<String> out = new ArrayList<>();
    for (int at = node; at > 0; at = tree.parent(at)) {
      if (module.isFunction(at)) {
        out.add(key(module, at));
      }
    }
    out.add(key(module, 0));
    return out;
  }

  /** These functions and all that may come to them through calls. */
  Set<String> reaching(Set<String> functions) {
    Set<String> seen = new HashSet<>(functions);
    Deque<String> open = new ArrayDeque<>(functions);
    while (!open.isEmpty()) {
      for (String caller : callers.getOrDefault(open.removeFirst(), Set.of())) {
        if (seen.add(caller)) {
          open.add(caller);
        }
      }
    }
    return seen;
  }
}
