package io.mcpscore.engine.check.rce;

import io.mcpscore.engine.check.AllowListGuards;
import io.mcpscore.engine.check.Characters;
import io.mcpscore.engine.check.Cleaning;
import io.mcpscore.engine.check.SinkTable;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.SourceModule;
import java.util.List;
import java.util.Optional;

/**
 * Sinks that evaluate a text as code, with what makes a value harmless there: names without calls,
 * and calculations without names.
 */
record CodeText(SinkTable table) implements SinkRule {

  private static final Characters NAMES = new Characters(true, ".");

  @Override
  public List<Integer> sinks(SourceModule module, int node) {
    return table.at(module, node);
  }

  @Override
  public boolean cleans(SourceModule module, int node) {
    return Cleaning.leaves(module, node, NAMES)
        || Cleaning.leaves(module, node, Characters.ARITHMETIC);
  }

  @Override
  public Optional<Guard> guard(SourceModule module, int condition) {
    return AllowListGuards.of(module, condition, NAMES)
        .or(() -> AllowListGuards.of(module, condition, Characters.ARITHMETIC));
  }
}
