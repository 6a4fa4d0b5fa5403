package io.mcpscore.engine.check.injection;

import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.SourceModule;
import java.util.List;
import java.util.Optional;

/**
 * A rule whose sinks cannot be written without certain words.
 *
 * @param rule the rule
 * @param words of which one is in every module with a sink
 */
record Mentioning(SinkRule rule, List<String> words) implements SinkRule {

  @Override
  public boolean concerns(SourceModule module) {
    return Mentions.in(module, words);
  }

  @Override
  public List<Integer> sinks(SourceModule module, int node) {
    return rule.sinks(module, node);
  }

  @Override
  public boolean agentIsSource() {
    return rule.agentIsSource();
  }

  @Override
  public boolean parametersAreSources() {
    return rule.parametersAreSources();
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

  @Override
  public boolean cleans(SourceModule module, int call) {
    return rule.cleans(module, call);
  }

  @Override
  public List<String> members() {
    return rule.members();
  }

  @Override
  public boolean admits(String pattern) {
    return rule.admits(pattern);
  }

  @Override
  public boolean cleansAccess(SourceModule module, int access) {
    return rule.cleansAccess(module, access);
  }

  @Override
  public boolean cleansText(SourceModule module, int text, boolean ownHead) {
    return rule.cleansText(module, text, ownHead);
  }

  @Override
  public Optional<Guard> guard(SourceModule module, int condition) {
    return rule.guard(module, condition);
  }
}
