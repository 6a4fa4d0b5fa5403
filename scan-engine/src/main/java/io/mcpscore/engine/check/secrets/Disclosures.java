package io.mcpscore.engine.check.secrets;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.flow.Flow;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import io.mcpscore.model.TraceStep;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Reports where secrets go.
 *
 * @param info entry of the check
 * @param proven severity where a handler runs the code
 * @param likely severity where no handler was shown to run the code
 * @param longest most steps from the secret to there; names say less about what a value is, the
 *     further it has come
 * @param what where they go, as the end of a sentence
 */
record Disclosures(CheckInfo info, Severity proven, Severity likely, int longest, String what) {

  Disclosures(CheckInfo info, Severity likely, int longest, String what) {
    this(info, info.severity(), likely, longest, what);
  }

  private static final Pattern MASK =
      Pattern.compile(
          "(?i)mask|redact|\\*{3}|\\[:[0-6]\\]|\\[-[0-4]:\\]|slice\\(-[0-4]\\)|\\(0, ?[0-6]\\)");

  private static final int LONGEST_LINE = 400;

  /** Reports every sink that a secret reaches. */
  void report(CheckContext context, SinkRule rule, FindingSink findings) {
    for (Flow flow : context.flow().into(rule)) {
      if (isSink(flow)
          && !isVague(flow)
          && !isMasked(context, flow)
          && !MaskedItems.on(context, flow)) {
        findings.report(draft(flow));
      }
    }
  }

  /** Of calls that lead to one sink, the sink is enough: it is one line to repair. */
  private static boolean isSink(Flow flow) {
    TraceStep last = flow.trace().getLast();
    return last.file().equals(flow.module().file().path())
        && last.line() == flow.module().tree().line(flow.call());
  }

  /**
   * A pair that was taken apart: any part of it may be the secret, and most often another is. The
   * same holds at the end of a long way.
   */
  private boolean isVague(Flow flow) {
    return flow.trace().size() > longest
        || flow.trace().stream()
            .anyMatch(t -> t.label().startsWith("becomes ") && t.label().contains(", "));
  }

  /** Whether a line on the way says that all but a few characters are hidden. */
  private static boolean isMasked(CheckContext context, Flow flow) {
    SyntaxTree tree = flow.module().tree();
    int end = Math.min(tree.end(flow.call()), tree.start(flow.call()) + 2 * LONGEST_LINE);
    boolean here = MASK.matcher(tree.source().slice(tree.start(flow.call()), end)).find();
    return here
        || flow.trace().stream()
            .anyMatch(
                t ->
                    context
                        .program()
                        .module(t.file())
                        .map(SourceModule::file)
                        .filter(f -> MASK.matcher(line(f, t.line())).find())
                        .isPresent());
  }

  private static String line(SourceFile file, int line) {
    int from = file.text().startOfLine(line);
    return file.text().slice(from, Math.min(file.text().endOfLine(line), from + LONGEST_LINE));
  }

  private Draft draft(Flow flow) {
    SyntaxTree tree = flow.module().tree();
    boolean shown = flow.evidence() == Evidence.PROVEN;
    String source = flow.trace().getFirst().label();
    return new Draft(
        flow.module().file(),
        tree.start(flow.call()),
        tree.end(flow.call()),
        shown ? proven : likely,
        flow.evidence(),
        source.substring(0, 1).toUpperCase(Locale.ROOT) + source.substring(1) + " " + what + ".",
        flow.tool(),
        flow.trace(),
        List.of());
  }
}
