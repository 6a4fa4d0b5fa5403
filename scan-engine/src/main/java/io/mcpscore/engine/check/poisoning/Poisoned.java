package io.mcpscore.engine.check.poisoning;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.check.poisoning.Instruction.Kind;
import io.mcpscore.engine.check.poisoning.ModelText.Surface;
import io.mcpscore.engine.check.poisoning.ModelTexts.ReadText;
import io.mcpscore.engine.check.poisoning.TextMarks.Finder;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import io.mcpscore.model.TraceStep;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Findings at texts that the model reads. What a registration shows completely is proven; an object
 * that only looks like a tool is a pattern, because scanners and test benches hold such samples.
 *
 * @param info entry of the check
 */
record Poisoned(CheckInfo info) {

  /** Characters around a mark by which its place in the source is found. */
  private static final int AROUND = 20;

  /** Reports every text of some surfaces that has instructions of some kinds, each text once. */
  void report(
      CheckContext context, FindingSink findings, Predicate<Surface> surfaces, Set<Kind> kinds) {
    Set<String> seen = new HashSet<>();
    for (ReadText read : ModelTexts.of(context)) {
      List<Instruction> fitting =
          read.instructions().stream().filter(i -> kinds.contains(i.kind())).toList();
      if (!fitting.isEmpty()
          && surfaces.test(read.text().surface())
          && seen.add(read.text().module().file().path() + ' ' + read.text().node())) {
        Instruction first = fitting.getFirst();
        int end = fitting.stream().mapToInt(Instruction::end).max().orElseThrow();
        findings.report(
            draft(
                read.text(),
                first.start(),
                end,
                info.severity(),
                "The " + read.text().what() + " " + first.kind().sentence() + "."));
      }
    }
  }

  /** Reports every text of some surfaces that has a part which is not what it looks like. */
  void marks(
      CheckContext context, FindingSink findings, Predicate<Surface> surfaces, Finder finder) {
    Set<String> seen = new HashSet<>();
    for (ReadText read : ModelTexts.of(context)) {
      ModelText text = read.text();
      if (surfaces.test(text.surface())
          && seen.add(text.module().file().path() + ' ' + text.node())) {
        finder
            .apply(text.text())
            .ifPresent(
                m ->
                    findings.report(
                        draft(
                            text,
                            Math.max(0, m.start() - AROUND),
                            Math.min(text.text().length(), m.end() + AROUND),
                            m.severity(),
                            "The " + text.what() + " " + m.what() + ".")));
      }
    }
  }

  /** A finding at a part of a text, from one character to another. */
  Draft draft(ModelText text, int from, int to, Severity severity, String description) {
    SyntaxTree tree = text.module().tree();
    int[] first = RawText.place(tree, text.node(), text.text().substring(from, to));
    boolean registered = text.surface() != Surface.CARRIER;
    return new Draft(
        text.module().file(),
        first[0],
        first[1],
        registered ? severity : severity.atMost(Severity.LOW),
        registered ? Evidence.PROVEN : Evidence.HEURISTIC,
        description,
        text.tool(),
        trace(text, tree.source().lineOf(first[0])),
        List.of());
  }

  private static List<TraceStep> trace(ModelText text, int line) {
    SyntaxTree tree = text.registration().module().tree();
    String path = text.registration().module().file().path();
    int registered = tree.line(text.registration().node());
    if (text.surface() == Surface.CARRIER
        || (path.equals(text.module().file().path()) && registered == line)) {
      return List.of();
    }
    return List.of(
        new TraceStep(path, registered, "registered here"),
        new TraceStep(text.module().file().path(), line, text.what()));
  }
}
