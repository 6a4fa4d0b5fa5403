package io.mcpscore.engine.flow;

import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the dataflow has to know of a program, whatever its servers are: what calls what, and where
 * values may come from and go to. It can be made while the servers are still being looked for.
 */
public final class ProgramIndex {

  final Program program;
  final Callees callees;
  final OwnMethods methods;
  final CallGraph graph;
  final SinkNodes sinkNodes;
  final SourceNodes sourceNodes;

  /** Handlers of HTTP requests. */
  final List<Entry> requests;

  /** The root and every function of each module. */
  final Map<SourceModule, int[]> functions = new HashMap<>();

  /** Goes through a program. */
  public ProgramIndex(Program program) {
    this.program = program;
    this.callees = new Callees(program);
    this.methods = new OwnMethods(program);
    this.graph = new CallGraph(program, callees, methods);
    this.sinkNodes = new SinkNodes(program);
    this.sourceNodes = new SourceNodes(program);
    this.requests = RequestHandlers.of(program);
    for (SourceModule module : program.modules()) {
      functions.put(
          module, module.tree().subtree(0).filter(n -> n == 0 || module.isFunction(n)).toArray());
    }
    graph.forEachCall((module, node, target) -> {});
  }
}
