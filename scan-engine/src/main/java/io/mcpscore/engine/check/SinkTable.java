package io.mcpscore.engine.check;

import io.mcpscore.engine.program.SourceModule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sinks of one rule, found before values are followed, so that a program without any need not
 * be followed at all.
 */
public final class SinkTable {

  private final Map<String, Map<Integer, List<Integer>>> byFile = new HashMap<>();

  /**
   * Adds sinks of one node.
   *
   * @param node the call
   * @param values the expressions that must not hold what an agent chose; none changes nothing
   */
  public void add(SourceModule module, int node, List<Integer> values) {
    if (!values.isEmpty()) {
      byFile
          .computeIfAbsent(module.file().path(), p -> new HashMap<>())
          .computeIfAbsent(node, n -> new ArrayList<>())
          .addAll(values);
    }
  }

  /** The sinks of a node, none when it has none. */
  public List<Integer> at(SourceModule module, int node) {
    return byFile.getOrDefault(module.file().path(), Map.of()).getOrDefault(node, List.of());
  }

  /** Whether there is nothing to follow values to. */
  public boolean isEmpty() {
    return byFile.isEmpty();
  }
}
