package io.mcpscore.engine.check.injection;

import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.SourceModule;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Statements of SQL as sinks; names that were found in the schema count as tested.
 *
 * @param usual what holds for every interpreter
 */
record SqlRule(InterpreterRule usual) implements SinkRule {

  /** A rule for parts of statements, or for whole ones. */
  static SqlRule of(CheckContext context, Function<Callee, List<Integer>> texts, boolean escapes) {
    return new SqlRule(new InterpreterRule(context, texts, (m, c) -> false, escapes));
  }

  @Override
  public List<Integer> sinks(SourceModule module, int node) {
    return usual.sinks(module, node);
  }

  @Override
  public boolean cleans(SourceModule module, int call) {
    return usual.cleans(module, call);
  }

  @Override
  public Optional<Guard> guard(SourceModule module, int condition) {
    Optional<Guard> listed = usual.guard(module, condition);
    return listed.isPresent()
        ? listed
        : new SchemaLookup(usual.context().program(), module).guard(condition);
  }
}
