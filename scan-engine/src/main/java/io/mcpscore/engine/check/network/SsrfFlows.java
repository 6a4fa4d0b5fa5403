package io.mcpscore.engine.check.network;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Relays.Spot;
import io.mcpscore.engine.flow.Flow;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.TraceStep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Requests whose host an agent decides, told apart by whether anything tests that host. */
final class SsrfFlows {

  private static final Pattern OWN_ADDRESS =
      Pattern.compile(
          "HTTP request,? (?:.{0,60}\\.)?(?:url|env|path|originalUrl|protocol|hostname|full_path)");
  private static final Pattern ADDRESS_NAME =
      Pattern.compile(
          "(?is).*(?:url|uri|link|href|host|domain|endpoint|site|page|address|server|base|location|target).*");

  private final Map<Spot, Flow> open = new LinkedHashMap<>();
  private final Map<Spot, Flow> tested = new LinkedHashMap<>();

  SsrfFlows(CheckContext context) {
    SsrfRule rule = new SsrfRule(context, true);
    List<Flow> every = wanted(context.flow().into(rule.unguarded()));
    if (every.isEmpty()) {
      return;
    }
    List<Flow> reached = wanted(context.flow().into(rule));
    Set<Spot> inside = inside(rule, reached);
    Set<Spot> followed = inside(rule, every);
    boolean screening = SsrfScreen.isAnywhere(context);
    for (Flow flow : answering(rule, reached)) {
      boolean stranger = flow.origin() == Flow.Origin.REQUEST && screening;
      for (Spot spot : rule.spots(flow)) {
        // What a function tests before it hands an address on is seen inside of it alone.
        boolean seen = rule.isResolved(flow) || followed.contains(spot);
        boolean passes = !rule.isRelay(flow) || !seen || inside.contains(spot);
        Flow told = at(flow, spot);
        boolean free = passes && !stranger && !SsrfScreen.covers(context, flow, told);
        put(free ? open : tested, spot, told);
      }
    }
    for (Flow flow : answering(rule, every)) {
      rule.spots(flow).forEach(s -> put(tested, s, at(flow, s)));
    }
    open.keySet().forEach(tested::remove);
  }

  /** The requests that the dataflow itself comes to. */
  private static Set<Spot> inside(SsrfRule rule, List<Flow> flows) {
    Set<Spot> out = new HashSet<>();
    flows.stream().filter(f -> !rule.isRelay(f)).forEach(f -> out.addAll(rule.spots(f)));
    return out;
  }

  /** Without those that end at a parameter for which the callers of its function answer. */
  private static List<Flow> answering(SsrfRule rule, List<Flow> flows) {
    return flows.stream().filter(f -> !rule.isRelayed(f)).toList();
  }

  /** The address of the server itself is in every request, and is no choice of a host. */
  private static List<Flow> wanted(List<Flow> flows) {
    return flows.stream()
        .filter(
            f ->
                f.origin() != Flow.Origin.REQUEST
                    || !OWN_ADDRESS.matcher(f.trace().getFirst().label()).matches())
        .filter(f -> f.evidence() == Evidence.PROVEN || isNamedLikeAddress(f))
        .toList();
  }

  /** What comes by an assumed way is believed only where it is called an address. */
  private static boolean isNamedLikeAddress(Flow flow) {
    String text = flow.module().tree().text(flow.value());
    return text.length() < 200 && ADDRESS_NAME.matcher(text).matches();
  }

  private static void put(Map<Spot, Flow> flows, Spot spot, Flow flow) {
    flows.merge(spot, flow, SsrfFlows::better);
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
        trace,
        false,
        flow.shared());
  }

  /** Requests that nothing keeps from any host; of those that a stranger decides one a source. */
  List<Flow> open() {
    Map<Object, Flow> out = new LinkedHashMap<>();
    open.forEach(
        (spot, flow) ->
            out.merge(
                flow.origin() == Flow.Origin.REQUEST ? flow.trace().getFirst() : spot,
                flow,
                SsrfFlows::better));
    return List.copyOf(out.values());
  }

  /** Requests behind a test. */
  List<Flow> tested() {
    return List.copyOf(tested.values());
  }
}
