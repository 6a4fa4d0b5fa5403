package io.mcpscore.engine.check.poisoning;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.poisoning.Instruction.Kind;
import io.mcpscore.engine.check.poisoning.ModelText.Surface;
import io.mcpscore.engine.check.poisoning.ModelTexts.ReadText;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.model.Severity;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;

/**
 * {@code poisoning-shadowing}: metadata that changes how other tools are used, and poisoned tools
 * that take the name or the words of another tool.
 */
public final class PoisoningShadowingCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("poisoning-shadowing");
  private static final int SHORTEST_SENTENCE = 20;

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    Poisoned poisoned = new Poisoned(INFO);
    poisoned.report(
        context, findings, s -> s.isMetadata() || s == Surface.CARRIER, EnumSet.of(Kind.REDIRECT));
    for (ReadText read : ModelTexts.of(context)) {
      boolean redirects = read.instructions().stream().anyMatch(i -> i.kind() == Kind.REDIRECT);
      if (read.text().surface() == Surface.TOOL && !read.instructions().isEmpty() && !redirects) {
        twin(context.servers().tools(), read, poisoned, findings);
      }
    }
  }

  private static void twin(
      List<ToolDeclaration> tools, ReadText read, Poisoned poisoned, FindingSink findings) {
    ModelText text = read.text();
    tools.stream()
        .filter(
            t ->
                t.node() != text.registration().node()
                    || !t.module().equals(text.registration().module()))
        .filter(t -> isTwin(t, text))
        .findFirst()
        .ifPresent(
            t ->
                findings.report(
                    poisoned.draft(
                        text,
                        read.instructions().getFirst().start(),
                        read.instructions().getLast().end(),
                        Severity.HIGH,
                        "The tool "
                            + text.owner()
                            + " has the name or the words of the tool "
                            + t.name()
                            + " of "
                            + t.module().file().path()
                            + " and instructs the model.")));
  }

  private static boolean isTwin(ToolDeclaration tool, ModelText text) {
    String opening = opening(text.text());
    boolean same = Objects.equals(tool.name(), text.owner());
    boolean copied =
        opening.length() >= SHORTEST_SENTENCE
            && tool.description() != null
            && opening(tool.description()).equals(opening);
    return (same || copied) && !Objects.equals(tool.description(), text.text());
  }

  private static String opening(String text) {
    int end = text.indexOf('.');
    return (end < 0 ? text : text.substring(0, end)).strip();
  }
}
