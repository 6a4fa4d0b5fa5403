package io.mcpscore.engine.flow;

import io.mcpscore.engine.mcp.McpModel;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.mcp.js.SchemaCalls;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.model.Effect;
import io.mcpscore.model.EffectStep;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.FileRole;
import io.mcpscore.model.TraceStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Dataflow over the program of one repository: forward from registered handlers, through the
 * functions of the repository up to a depth of six, with one summary a function and shape of
 * arguments. The work for each handler is bounded; what lies beyond the bound is not reported.
 */
public final class ProgramDataflow implements Dataflow {

  private final Program program;
  private final McpModel model;
  private final List<Entry> entries;
  private final Callees callees;
  private final OwnMethods methods;
  private final CallGraph graph;
  private final Callers callers;
  private final SinkNodes sinkNodes;
  private final SourceNodes sourceNodes;
  private final Map<String, List<Integer>> regions;
  private final Enforcement enforcement;
  private final SchemaCalls schemaCalls;

  private final Map<SourceModule, int[]> functions;
  private final Map<ToolDeclaration, CallGraph.Reach> reaches = new IdentityHashMap<>();
  private Map<String, List<Reached>> reached;

  /** A range of nodes of one module that a tool can come to. */
  private record Reached(ToolDeclaration tool, int start, int end) {}

  /** Prepares the dataflow; nothing is followed before something is asked. */
  public ProgramDataflow(Program program, McpModel model) {
    this(new ProgramIndex(program), model);
  }

  /** The same for a program that was gone through before. */
  public ProgramDataflow(ProgramIndex index, McpModel model) {
    this.program = index.program;
    this.model = model;
    this.callees = index.callees;
    this.methods = index.methods;
    this.graph = index.graph;
    this.sinkNodes = index.sinkNodes;
    this.sourceNodes = index.sourceNodes;
    this.functions = index.functions;
    this.regions = Entry.regions(model);
    this.enforcement = new Enforcement(program, model);
    this.schemaCalls = SchemaCalls.of(program);
    this.entries = new ArrayList<>(Entry.of(model, enforcement));
    entries.addAll(index.requests);
    Set<Target.Defined> types = new LinkedHashSet<>();
    entries.stream().map(e -> e.handler().self()).filter(t -> t != null).forEach(types::add);
    this.callers =
        new Callers(
            graph,
            v -> {
              methods.forEachCall(types, v);
              TableCalls.forEachCall(program, v);
            });
  }

  @Override
  public List<Flow> into(SinkRule rule) {
    SinkNodes.Sinks sinks = sinkNodes.of(rule);
    if (sinks.functions().isEmpty() && !rule.returnsAreSinks()) {
      return List.of();
    }
    SourceNodes.Sources sources = sourceNodes.of(rule);
    Set<String> sourced = callers.reaching(sources.functions());
    TaintRun run =
        new TaintRun(program, callees, methods, schemaCalls, rule, sinks, sources, sourced);
    FlowList found = new FlowList();
    for (Entry entry : entries(rule, callers.reaching(sinks.functions()), sourced)) {
      run.restart(entry.handler());
      for (Hit hit : hits(run, entry)) {
        found.add(hit, flow(entry, hit));
      }
    }
    return found.flows();
  }

  /** The handlers that can come to a sink, then the other functions that hold sources. */
  private List<Entry> entries(SinkRule rule, Set<String> relevant, Set<String> sourced) {
    List<Entry> out = new ArrayList<>();
    for (Entry entry : entries) {
      boolean answers = rule.returnsAreSinks() && entry.answersAgents();
      boolean begins = rule.agentIsSource() || sourced.contains(key(entry));
      if (begins && (answers || relevant.contains(key(entry)))) {
        out.add(entry);
      }
    }
    if (rule.parametersAreSources()) {
      out.addAll(parameterEntries(relevant));
    }
    for (SourceModule module : program.modules()) {
      if (!module.file().role().deducts() || sourced.isEmpty()) {
        continue;
      }
      Arrays.stream(functions.get(module))
          .filter(n -> relevant.contains(Callers.key(module, n)))
          .filter(n -> sourced.contains(Callers.key(module, n)))
          .forEach(n -> out.add(Entry.function(module, n)));
    }
    return out;
  }

  /** Functions of the server that no handler was shown to come to, although it may. */
  private List<Entry> parameterEntries(Set<String> relevant) {
    List<Entry> out = new ArrayList<>();
    for (SourceModule module : program.modules()) {
      if (module.file().role() == FileRole.SOURCE) {
        Arrays.stream(functions.get(module))
            .filter(n -> n > 0)
            .filter(n -> relevant.contains(Callers.key(module, n)))
            .filter(n -> Entry.isOffered(module, n) && reaching(module, n).isEmpty())
            .forEach(n -> out.add(Entry.parameters(module, n)));
      }
    }
    return out;
  }

  private static String key(Entry entry) {
    return Callers.key(entry.handler().module(), entry.handler().function());
  }

  private static List<Hit> hits(TaintRun run, Entry entry) {
    SourceModule module = entry.handler().module();
    Frame frame =
        new Frame(run, module, entry.handler().function(), run.passed(entry), new ArrayList<>())
            .skipping(entry.skipped())
            .within(entry.handler().region());
    if (entry.answersAgents()) {
      frame.handling();
    }
    if (run.begin(module, entry.handler().function())) {
      frame.execute();
      run.end(module, entry.handler().function());
    }
    return frame.hits;
  }

  private static Flow flow(Entry entry, Hit hit) {
    List<TraceStep> trace = new ArrayList<>();
    if (!hit.taint().isOfSource()) {
      trace.add(entry.source(hit.taint().origin()));
    }
    trace.addAll(hit.taint().trail().steps());
    return new Flow(
        hit.module(),
        hit.call(),
        hit.value(),
        origin(entry, hit),
        hit.taint().assumed() == 0 && entry.isRegistered() ? Evidence.PROVEN : Evidence.LIKELY,
        entry.tool(),
        trace,
        false,
        null);
  }

  private static Flow.Origin origin(Entry entry, Hit hit) {
    if (hit.taint().isOfSource()) {
      boolean request = hit.taint().trail().steps().getFirst().label().startsWith(Entry.REQUEST);
      return request ? Flow.Origin.REQUEST : Flow.Origin.RULE;
    }
    if (entry.answersAgents()) {
      return Flow.Origin.AGENT;
    }
    return entry.isRegistered() ? Flow.Origin.REQUEST : Flow.Origin.PARAMETER;
  }

  @Override
  public List<ToolDeclaration> reaching(SourceModule module, int node) {
    return reached().getOrDefault(module.file().path(), List.of()).stream()
        .filter(r -> node >= r.start() && node < r.end())
        .map(Reached::tool)
        .distinct()
        .toList();
  }

  /** The code behind every tool by path, in the order of the tools. */
  private synchronized Map<String, List<Reached>> reached() {
    if (reached == null) {
      reached = new HashMap<>();
      for (ToolDeclaration tool : model.tools()) {
        if (tool.handler() != null) {
          reach(tool)
              .stops()
              .forEach(
                  (path, stops) ->
                      stops.forEach(
                          s ->
                              reached
                                  .computeIfAbsent(path, p -> new ArrayList<>())
                                  .add(new Reached(tool, s.start(), s.end()))));
        }
      }
    }
    return reached;
  }

  @Override
  public boolean appliesSchema(ToolDeclaration tool) {
    return tool.handler() != null && enforcement.of(tool);
  }

  @Override
  public List<TraceStep> way(ToolDeclaration tool, SourceModule module, int node) {
    return tool.handler() == null ? List.of() : reach(tool).way(module.file().path(), node);
  }

  private synchronized CallGraph.Reach reach(ToolDeclaration tool) {
    return reaches.computeIfAbsent(
        tool, t -> graph.from(t.handler(), Entry.skipped(t.handler(), regions)));
  }

  @Override
  public ToolEffects effects(ToolDeclaration tool) {
    if (tool.handler() == null) {
      return ToolEffects.UNKNOWN;
    }
    CallGraph.Reach reach = reach(tool);
    Map<Effect, List<TraceStep>> found = reach.effects();
    if (found.isEmpty()) {
      return reach.whole() ? ToolEffects.NOTHING : ToolEffects.UNKNOWN;
    }
    Set<Effect> effects = EnumSet.noneOf(Effect.class);
    effects.addAll(found.keySet());
    List<EffectStep> steps = effects.stream().map(e -> new EffectStep(e, found.get(e))).toList();
    return new ToolEffects(List.copyOf(effects), steps);
  }
}
