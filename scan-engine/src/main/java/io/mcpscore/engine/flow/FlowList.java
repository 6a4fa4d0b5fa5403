package io.mcpscore.engine.flow;

import io.mcpscore.engine.program.SourceModule;
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
  private final Map<String, List<Told>> bySharedSink = new TreeMap<>();

  /** A flow of a tool with the calls that it goes through. */
  private record Told(Flow flow, Way way) {}

  void add(Hit hit, Flow flow) {
    put(bySink, hit.module(), hit.call(), flow);
    if (hit.way() != null && flow.tool() != null) {
      String sink = hit.module().file().path() + "#" + hit.call();
      bySharedSink.computeIfAbsent(sink, s -> new ArrayList<>()).add(new Told(flow, hit.way()));
    }
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
    Map<String, Map<Integer, Flow>> byCall = new TreeMap<>();
    Map<Flow, String> sinks = new HashMap<>();
    bySharedSink.forEach((sink, told) -> addCalls(sink, told, byCall, sinks));
    Map<String, Integer> told = new HashMap<>();
    byCall.values().stream()
        .flatMap(flows -> flows.values().stream())
        .filter(f -> told.merge(sinks.get(f), 1, Integer::sum) <= MOST_CALLS)
        .forEach(out::add);
    return out;
  }

  private static void addCalls(
      String sink,
      List<Told> told,
      Map<String, Map<Integer, Flow>> byCall,
      Map<Flow, String> sinks) {
    Map<String, Set<String>> tools = new HashMap<>();
    for (Told t : told) {
      for (Way call : t.way().calls()) {
        tools.computeIfAbsent(call.spot(), s -> new HashSet<>()).add(t.flow().tool());
      }
    }
    if (told.stream().map(t -> t.flow().tool()).distinct().count() > 1) {
      for (Told t : told) {
        Flow call = at(lastOwn(t.way(), tools), t.flow());
        sinks.put(call, sink);
        put(byCall, call.module(), call.call(), call);
      }
    }
  }

  /**
   * The last call that one tool alone comes to: behind it the ways meet, and what is wrong with
   * this one is on its side.
   */
  private static Way lastOwn(Way way, Map<String, Set<String>> tools) {
    return way.calls().stream()
        .filter(c -> tools.get(c.spot()).size() == 1)
        .reduce((first, second) -> second)
        .orElse(way);
  }

  private static Flow at(Way call, Flow flow) {
    return new Flow(
        call.module(),
        call.call(),
        call.call(),
        flow.origin(),
        flow.evidence(),
        flow.tool(),
        flow.trace(),
        true,
        flow);
  }
}
