package io.mcpscore.engine.check.network;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Relays.Spot;
import io.mcpscore.engine.flow.Flow;
import io.mcpscore.model.TraceStep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests whose host an agent decides, told apart by whether anything tests that host. */
final class SsrfFlows {

  private final Map<Spot, Flow> open = new LinkedHashMap<>();
  private final Map<Spot, Flow> tested = new LinkedHashMap<>();

  SsrfFlows(CheckContext context) {
    SsrfRule rule = new SsrfRule(context, true);
    List<Flow> every = context.flow().into(rule.unguarded());
    if (every.isEmpty()) {
      return;
    }
    for (Flow flow : context.flow().into(rule)) {
      boolean screened = SsrfScreen.covers(context, flow);
      rule.spots(flow.module(), flow.call()).forEach(s -> put(screened ? tested : open, s, flow));
    }
    for (Flow flow : every) {
      rule.spots(flow.module(), flow.call()).stream()
          .filter(s -> !open.containsKey(s))
          .forEach(s -> put(tested, s, flow));
    }
    open.keySet().forEach(tested::remove);
  }

  private static void put(Map<Spot, Flow> flows, Spot spot, Flow flow) {
    flows.merge(spot, at(flow, spot), SsrfFlows::better);
  }

  private static Flow better(Flow a, Flow b) {
    Comparator<Flow> order =
        Comparator.comparing(Flow::evidence)
            .thenComparing(f -> f.tool() == null)
            .thenComparing(f -> f.trace().size());
    return order.compare(b, a) < 0 ? b : a;
  }

  /** The flow, told up to the request itself. */
  private static Flow at(Flow flow, Spot spot) {
    List<TraceStep> trace = new ArrayList<>(flow.trace());
    if (spot.node() != flow.call() || !spot.module().equals(flow.module())) {
      int line = spot.module().tree().line(spot.node());
      trace.add(new TraceStep(spot.module().file().path(), line, "is requested"));
    }
    return new Flow(
        spot.module(),
        spot.node(),
        flow.value(),
        flow.origin(),
        flow.evidence(),
        flow.tool(),
        trace);
  }

  /** Requests that nothing keeps from any host. */
  List<Flow> open() {
    return List.copyOf(open.values());
  }

  /** Requests behind a test. */
  List<Flow> tested() {
    return List.copyOf(tested.values());
  }
}
