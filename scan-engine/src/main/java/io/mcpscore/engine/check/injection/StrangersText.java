package io.mcpscore.engine.check.injection;

import io.mcpscore.engine.check.poisoning.FetchedText;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.SourceModule;
import java.util.List;
import java.util.Optional;

/**
 * The sinks of an interpreter for what strangers wrote: pages and mails in the place of values that
 * an agent chooses.
 *
 * @param rule the interpreter
 * @param text pages and mails, and what marks them as such
 */
record StrangersText(InterpreterRule rule, FetchedText text) implements SinkRule {

  @Override
  public List<Integer> sinks(SourceModule module, int node) {
    return rule.sinks(module, node);
  }

  @Override
  public boolean agentIsSource() {
    return false;
  }

  @Override
  public boolean hasSources() {
    return true;
  }

  @Override
  public Optional<String> source(SourceModule module, int expression) {
    return text.source(module, expression);
  }

  @Override
  public boolean cleans(SourceModule module, int call) {
    return text.cleans(module, call);
  }
}
