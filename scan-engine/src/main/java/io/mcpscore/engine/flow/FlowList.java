package io.mcpscore.engine.flow;

import io.mcpscore.engine.flow.Hit.Way;
import io.mcpscore.engine.program.SourceModule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Gathers the flows of one rule: the best one to each sink, and the ways of the tools that share
 * it, each told at the last call that its tool alone makes: behind it all go the same way.
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

  /** By the call in the handler. */
  private final Map<String, Map<Integer, Told>> byCall = new TreeMap<>();

  private final Map<String, Set<String>> toolsOfSink = new HashMap<>();
  private final Map<String, Set<String>> toolsOfCall = new HashMap<>();

  /** A flow of a tool to a sink that others may share. */
  private record Told(Flow flow, String sink, Way way) {}

  void add(Hit hit, Flow flow) {
    String sink = place(hit.module(), hit.call());
    bySink
        .computeIfAbsent(hit.module().file().path(), p -> new TreeMap<>())
        .merge(hit.call(), flow, (a, b) -> ORDER.compare(b, a) < 0 ? b : a);
    if (hit.way() == null || flow.tool() == null) {
      return;
    }
    toolsOfSink.computeIfAbsent(sink, s -> new HashSet<>()).add(flow.tool());
    for (Way at = hit.way(); at != null; at = at.next()) {
      toolsOfCall.computeIfAbsent(key(sink, at), c -> new HashSet<>()).add(flow.tool());
    }
    byCall
        .computeIfAbsent(hit.way().module().file().path(), p -> new TreeMap<>())
        .merge(
            hit.way().call(),
            new Told(flow, sink, hit.way()),
            (a, b) -> ORDER.compare(b.flow(), a.flow()) < 0 ? b : a);
  }

  private static String place(SourceModule module, int node) {
    return module.file().path() + "#" + node;
  }

  private static String key(String sink, Way at) {
    return place(at.module(), at.call()) + " " + sink;
  }

  /** The sinks by file and offset, then some of the calls that lead to shared ones. */
  List<Flow> flows() {
    List<Flow> out = new ArrayList<>();
    bySink.values().forEach(flows -> out.addAll(flows.values()));
    Map<String, Integer> told = new HashMap<>();
    Set<String> places = new HashSet<>();
    byCall.values().stream()
        .map(Map::values)
        .flatMap(Collection::stream)
        .filter(t -> toolsOfSink.get(t.sink()).size() > 1)
        .map(this::atOwnCall)
        .filter(f -> places.add(place(f.module(), f.call())))
        .filter(f -> told.merge(sink(f), 1, Integer::sum) <= MOST_CALLS)
        .forEach(out::add);
    return out;
  }

  private static String sink(Flow flow) {
    return place(flow.shared().module(), flow.shared().call());
  }

  /** The flow at the last call that its tool alone makes. */
  private Flow atOwnCall(Told told) {
    Way own = told.way();
    for (Way at = own.next(); at != null && isAlone(told, at); at = at.next()) {
      own = at;
    }
    Flow flow = told.flow();
    return new Flow(
        own.module(),
        own.call(),
        own.call(),
        flow.origin(),
        flow.evidence(),
        flow.tool(),
        flow.trace(),
        true,
        flow);
  }

  private boolean isAlone(Told told, Way at) {
    return toolsOfCall.get(key(told.sink(), at)).size() == 1;
  }
}
