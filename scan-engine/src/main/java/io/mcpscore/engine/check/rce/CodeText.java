package io.mcpscore.engine.check.rce;

import io.mcpscore.engine.check.AllowListGuards;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Cleaning;
import io.mcpscore.engine.check.MatchedText;
import io.mcpscore.engine.check.SinkTable;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.regex.Harm;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Sinks that evaluate a text as code, with what makes a value harmless there: names without calls,
 * and calculations without names.
 */
record CodeText(CheckContext context, SinkTable table) implements SinkRule {

  /** All but names with dots. */
  private static final Harm BEYOND_NAMES = new Harm("[^\\w.-]");

  /**
   * All but what calculations are written in. Without letters and brackets no function has a name.
   */
  private static final Harm BEYOND_ARITHMETIC = new Harm("[^\\d+*/%.()^,<>=\\s-]");

  /** What these give is a literal of the language, whatever went in. */
  private static final Pattern LITERAL = Pattern.compile("JSON\\.stringify|json\\.dumps|repr");

  @Override
  public List<Integer> sinks(SourceModule module, int node) {
    return table.at(module, node);
  }

  @Override
  public boolean cleans(SourceModule module, int node) {
    return LITERAL.matcher(module.tree().text(module.tree().child(node, "function"))).matches()
        || Cleaning.quotesForLiteral(module, node)
        || Cleaning.leaves(context.program(), module, node, BEYOND_NAMES)
        || Cleaning.leaves(context.program(), module, node, BEYOND_ARITHMETIC)
        || MatchedText.isHarmless(context.program(), module, node, BEYOND_NAMES);
  }

  @Override
  public boolean cleansAccess(SourceModule module, int access) {
    return MatchedText.isHarmless(context.program(), module, access, BEYOND_NAMES);
  }

  @Override
  public Optional<Guard> guard(SourceModule module, int condition) {
    return AllowListGuards.of(context.program(), module, condition, BEYOND_NAMES)
        .or(() -> AllowListGuards.of(context.program(), module, condition, BEYOND_ARITHMETIC));
  }
}
