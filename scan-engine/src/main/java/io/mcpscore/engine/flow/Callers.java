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
import java.util.function.Consumer;

/** The calls of a program backwards: what may come to a function. Functions go by their keys. */
final class Callers {

  private final Map<String, Set<String>> callers = new HashMap<>();

  /** Function around a function, so that a call is noted once and not once for each around it. */
  private final Map<String, String> outer = new HashMap<>();

  /**
   * Reads the calls of a program.
   *
   * @param more goes through calls that are known by the class of an object alone
   */
  Callers(CallGraph graph, Consumer<CallGraph.CallVisitor> more) {
    CallGraph.CallVisitor visitor =
        (module, node, target) -> {
          int caller = function(module, node);
          callers.computeIfAbsent(target, t -> new HashSet<>()).add(key(module, caller));
          nest(module, caller);
        };
    graph.forEachCall(visitor);
    more.accept(visitor);
  }

  /** Notes what is around a function, up to the first that is known. */
  private void nest(SourceModule module, int innermost) {
    int inner = innermost;
    while (inner > 0 && !outer.containsKey(key(module, inner))) {
      int around = function(module, module.tree().parent(inner));
      outer.put(key(module, inner), key(module, around));
      inner = around;
    }
  }

  /** Key of a function; the root of a tree stands for the code of the module itself. */
  static String key(SourceModule module, int function) {
    return module.file().path() + "#" + function;
  }

  /** The function that a node is in, or is; the root of the tree when there is none. */
  private static int function(SourceModule module, int node) {
    int at = node;
    while (at > 0 && !module.isFunction(at)) {
      at = module.tree().parent(at);
    }
    return Math.max(at, 0);
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

  /**
   * These functions and all that may come to them through calls.
   *
   * @param functions keys, those of the functions around each included
   */
  Set<String> reaching(Set<String> functions) {
    Set<String> seen = new HashSet<>(functions);
    Deque<String> open = new ArrayDeque<>(functions);
    while (!open.isEmpty()) {
      for (String caller : callers.getOrDefault(open.removeFirst(), Set.of())) {
        for (String at = caller; at != null && seen.add(at); at = outer.get(at)) {
          open.add(at);
        }
      }
    }
    return seen;
  }
}
