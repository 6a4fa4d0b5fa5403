package io.mcpscore.engine.flow;

import io.mcpscore.engine.mcp.McpModel;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.model.Effect;
import io.mcpscore.model.EffectStep;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.TraceStep;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Dataflow over the program of one repository: forward from registered handlers, through the
 * functions of the repository up to a depth of six, with one summary a function and shape of
 * arguments. The work for each handler is bounded; what lies beyond the bound is not reported.
 */
public final class ProgramDataflow implements Dataflow {

  private final Program program;
  private final McpModel model;
  private final List<Entry> entries;
  private final CallGraph graph;
  private final Map<ToolDeclaration, CallGraph.Reach> reaches = new IdentityHashMap<>();

  /** Prepares the dataflow; nothing is followed before something is asked. */
  public ProgramDataflow(Program program, McpModel model) {
    this.program = program;
    this.model = model;
    this.entries = Entry.of(model);
    this.graph = new CallGraph(program);
  }

  @Override
  public List<Flow> into(SinkRule rule) {
    TaintRun run = new TaintRun(program, rule);
    Map<String, Map<Integer, Flow>> best = new TreeMap<>();
    for (Entry entry : entries) {
      run.restart();
      for (Hit hit : hits(run, entry)) {
        best.computeIfAbsent(hit.module().file().path(), p -> new TreeMap<>())
            .merge(hit.call(), flow(entry, hit), ProgramDataflow::better);
      }
    }
    List<Flow> out = new ArrayList<>();
    best.values().forEach(calls -> out.addAll(calls.values()));
    return out;
  }

  private static List<Hit> hits(TaintRun run, Entry entry) {
    SourceModule module = entry.handler().module();
    Frame frame =
        new Frame(run, module, entry.handler().function(), entry.environment(), new ArrayList<>())
            .skipping(entry.skipped());
    if (run.begin(module, entry.handler().function())) {
      frame.execute();
      run.end(module, entry.handler().function());
    }
    return frame.hits;
  }

  private static Flow flow(Entry entry, Hit hit) {
    List<TraceStep> trace = new ArrayList<>();
    trace.add(entry.source(hit.taint().origin()));
    trace.addAll(hit.taint().trail().steps());
    return new Flow(
        hit.module(),
        hit.call(),
        hit.value(),
        hit.taint().assumed() == 0 ? Evidence.PROVEN : Evidence.LIKELY,
        entry.tool(),
        trace);
  }

  /** Better evidence, then a tool before a prompt, then the shorter trace, then the first. */
  private static Flow better(Flow a, Flow b) {
    Comparator<Flow> order =
        Comparator.comparing(Flow::evidence)
            .thenComparing(f -> f.tool() == null)
            .thenComparing(f -> f.trace().size());
    return order.compare(b, a) < 0 ? b : a;
  }

  @Override
  public List<ToolDeclaration> reaching(SourceModule module, int node) {
    return model.tools().stream()
        .filter(t -> t.handler() != null)
        .filter(t -> reach(t).contains(module.file().path(), node))
        .toList();
  }

  private synchronized CallGraph.Reach reach(ToolDeclaration tool) {
    return reaches.computeIfAbsent(
        tool, t -> graph.from(t.handler(), Entry.skipped(model, t.handler())));
  }

  @Override
  public ToolEffects effects(ToolDeclaration tool) {
    if (tool.handler() == null) {
      return ToolEffects.UNKNOWN;
    }
    Map<Effect, List<TraceStep>> found = reach(tool).effects();
    Set<Effect> effects = EnumSet.noneOf(Effect.class);
    effects.addAll(found.keySet());
    List<EffectStep> steps = effects.stream().map(e -> new EffectStep(e, found.get(e))).toList();
    return effects.isEmpty()
        ? new ToolEffects(List.of(Effect.NONE), List.of())
        : new ToolEffects(List.copyOf(effects), steps);
  }
}
