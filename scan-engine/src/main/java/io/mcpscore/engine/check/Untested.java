package io.mcpscore.engine.check;

import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.SourceModule;
import java.util.List;
import java.util.Optional;

/**
 * A rule for which no test and no cleaning counts: what it finds and the rule itself does not was
 * repaired.
 *
 * @param rule the rule
 */
record Untested(SinkRule rule) implements SinkRule {

  @Override
  public List<Integer> sinks(SourceModule module, int node) {
    return rule.sinks(module, node);
  }

  @Override
  public List<String> members() {
    return rule.members();
  }

  @Override
  public boolean concerns(SourceModule module) {
    return rule.concerns(module);
  }

  @Override
  public boolean agentIsSource() {
    return rule.agentIsSource();
  }

  @Override
  public boolean hasSources() {
    return rule.hasSources();
  }

  @Override
  public Optional<String> source(SourceModule module, int expression) {
    return rule.source(module, expression);
  }

  @Override
  public boolean returnsAreSinks() {
    return rule.returnsAreSinks();
  }
}
