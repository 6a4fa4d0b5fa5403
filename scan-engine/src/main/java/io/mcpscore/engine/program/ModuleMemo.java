package io.mcpscore.engine.program;

import io.mcpscore.engine.syntax.NodeMemo;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * What was worked out for the nodes of all modules of a program; see {@link NodeMemo}.
 *
 * @param <T> the answers, which must not change
 */
public final class ModuleMemo<T> {

  private final Map<SourceModule, NodeMemo<T>> known = new HashMap<>();

  /** An empty memo. */
  public ModuleMemo(Program program) {
    program.modules().forEach(m -> known.put(m, new NodeMemo<>(m.tree().size())));
  }

  /** The answer for a node; for a module of another program it is made anew each time. */
  public T get(SourceModule module, int node, IntFunction<? extends T> make) {
    NodeMemo<T> memo = known.get(module);
    return memo == null ? make.apply(node) : memo.get(node, make);
  }
}
