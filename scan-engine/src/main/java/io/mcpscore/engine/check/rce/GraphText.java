package io.mcpscore.engine.check.rce;

import io.mcpscore.engine.check.AllowListGuards;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Cleaning;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.MatchedText;
import io.mcpscore.engine.check.SinkTable;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.regex.Harm;
import io.mcpscore.engine.regex.TextPattern;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Filter graphs, with what keeps a value inside of the filter that it was written for: tests, and
 * replacements of the characters that end a filter or a quoted text.
 */
record GraphText(CheckContext context, SinkTable table) implements SinkRule {

  /** What ends a filter, a quoted text or an escape. */
  private static final Harm GRAPH = new Harm("[,;'\\\\\\[\\]]");

  private static final Pattern ESCAPING =
      Pattern.compile("(?i).{0,40}esc(?:ape)?(?:$|[A-Z_]).{0,40}");

  @Override
  public List<Integer> sinks(SourceModule module, int node) {
    return table.at(module, node);
  }

  @Override
  public boolean cleans(SourceModule module, int node) {
    return ESCAPING.matcher(Expressions.calledName(module.tree(), node)).matches()
        || replacesQuotes(module, node)
        || Cleaning.leaves(context.program(), module, node, GRAPH)
        || MatchedText.isHarmless(context.program(), module, node, GRAPH);
  }

  /** {@code text.replace("'", …)}: whoever thinks of quotes writes for a graph. */
  private static boolean replacesQuotes(SourceModule module, int call) {
    SyntaxTree tree = module.tree();
    int pattern = tree.namedChild(tree.child(call, "arguments"), 0);
    return Expressions.calledName(tree, call).matches("replace|replaceAll|sub")
        && pattern != SyntaxTree.NONE
        && (Literals.isString(tree, pattern) ? Literals.content(tree, pattern) : tree.text(pattern))
            .contains("'");
  }

  @Override
  public boolean cleansAccess(SourceModule module, int access) {
    return MatchedText.isHarmless(context.program(), module, access, GRAPH);
  }

  @Override
  public boolean admits(String pattern) {
    return TextPattern.of(pattern).admitsNo(GRAPH);
  }

  @Override
  public Optional<Guard> guard(SourceModule module, int condition) {
    return AllowListGuards.of(context.program(), module, condition, GRAPH);
  }
}
