package io.mcpscore.engine.flow;

import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gathers the flows of one rule: the best one to each sink, and the ways of the tools that share
 * it.
 */
final class FlowList {

  /** Calls that are told of one sink: a hundred tools with one helper have one cause. */
  private static final int MOST_CALLS = 8;

  /** Evidence, who chooses, a tool before a prompt, then the shorter trace. */
  private static final Comparator<Flow> ORDER =
      Comparator.comparing(Flow::evidence)
          .thenComparing(Flow::origin)
          .thenComparing(f -> f.tool() == null)
          .thenComparing(f -> f.trace().size());

  private final Map<String, Map<Integer, Flow>> bySink = new TreeMap<>();
  private final Map<String, Map<Integer, Flow>> byCall = new TreeMap<>();
  private final Map<String, Set<String>> toolsOfSink = new HashMap<>();
  private final Map<Flow, String> sinkOfCall = new HashMap<>();

  void add(Entry entry, Hit hit, Flow flow) {
    String sink = hit.module().file().path() + "#" + hit.call();
    put(bySink, hit.module(), hit.call(), flow);
    if (hit.via() == SyntaxTree.NONE || flow.tool() == null) {
      return;
    }
    toolsOfSink.computeIfAbsent(sink, s -> new HashSet<>()).add(flow.tool());
    SourceModule module = entry.handler().module();
    Flow call =
        new Flow(
            module,
            hit.via(),
            hit.via(),
            flow.origin(),
            flow.evidence(),
            flow.tool(),
            flow.trace(),
            true,
            flow);
    sinkOfCall.put(call, sink);
    put(byCall, module, hit.via(), call);
  }

  private static void put(
      Map<String, Map<Integer, Flow>> flows, SourceModule module, int node, Flow flow) {
    flows
        .computeIfAbsent(module.file().path(), p -> new TreeMap<>())
        .merge(node, flow, (a, b) -> ORDER.compare(b, a) < 0 ? b : a);
  }

  /** The sinks by file and offset, then some of the calls that lead to shared ones. */
  List<Flow> flows() {
    List<Flow> out = new ArrayList<>();
    bySink.values().forEach(flows -> out.addAll(flows.values()));
    Map<String, Integer> told = new HashMap<>();
    byCall.values().stream()
        .flatMap(flows -> flows.values().stream())
        .filter(f -> toolsOfSink.get(sinkOfCall.get(f)).size() > 1)
        .filter(f -> told.merge(sinkOfCall.get(f), 1, Integer::sum) <= MOST_CALLS)
        .forEach(out::add);
    return out;
  }
}
