package io.mcpscore.engine.check.rce;

import io.mcpscore.engine.check.AllowListGuards;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Cleaning;
import io.mcpscore.engine.check.MatchedText;
import io.mcpscore.engine.check.SinkTable;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.regex.Harm;
import io.mcpscore.engine.regex.TextPattern;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sinks that a shell reads, with what makes a value harmless there: quoting, and tests that leave
 * no character with a meaning for shells.
 */
record CommandText(CheckContext context, SinkTable table) implements SinkRule {

  /** All but characters without a meaning for shells. */
  private static final Harm SHELL = new Harm("[^\\w./:@,=+%-]");

  private static final Set<String> QUOTING =
      Set.of(
          "shlex.quote",
          "pipes.quote",
          "shlex.join",
          "oslex.quote",
          "oslex.join",
          "shell-quote.quote",
          "shell-escape",
          "shell-escape.default",
          "any-shell-escape",
          "shescape.quote",
          "shescape.Shescape().quote",
          "puka.quoteForShell");

  @Override
  public List<Integer> sinks(SourceModule module, int node) {
    return table.at(module, node);
  }

  @Override
  public boolean cleans(SourceModule module, int node) {
    boolean quoted =
        context.calls().at(module, node).map(Call::callee).filter(QUOTING::contains).isPresent()
            && !QuotedTwice.is(module, node);
    return quoted
        || Cleaning.quotesForShell(module, node)
        || Cleaning.leaves(context.program(), module, node, SHELL)
        || MatchedText.isHarmless(context.program(), module, node, SHELL);
  }

  @Override
  public boolean cleansAccess(SourceModule module, int access) {
    return MatchedText.isHarmless(context.program(), module, access, SHELL);
  }

  @Override
  public boolean admits(String pattern) {
    return TextPattern.of(pattern).admitsNo(SHELL);
  }

  @Override
  public Optional<Guard> guard(SourceModule module, int condition) {
    return AllowListGuards.of(context.program(), module, condition, SHELL);
  }
}
