package io.mcpscore.engine.check.poisoning;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.flow.Flow;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.regex.Pattern;

/** {@code poisoning-untrusted-content}: pages and mails that go into the context as they are. */
public final class PoisoningUntrustedContentCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("poisoning-untrusted-content");

  private static final Pattern WARNING =
      Pattern.compile(
          "(?i)\\buntrusted\\b|(?:do not|don't|never|must not(?: be)?) (?:follow|obey)(?:ed)?\\b");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (Flow flow : context.flow().into(new FetchedText(context.program(), false))) {
      if (flow.tool() != null) {
        findings.report(draft(context, flow));
      }
    }
  }

  /** Whether the model is told in the description what the text is. */
  private static boolean isWarnedOf(CheckContext context, Flow flow) {
    return context.servers().tools().stream()
        .filter(t -> t.name().equals(flow.tool()) && t.description() != null)
        .anyMatch(t -> WARNING.matcher(t.description()).find());
  }

  private static Draft draft(CheckContext context, Flow flow) {
    SyntaxTree tree = flow.module().tree();
    return new Draft(
        flow.module().file(),
        tree.start(flow.call()),
        tree.end(flow.call()),
        isWarnedOf(context, flow) ? Severity.INFO : INFO.severity(),
        flow.evidence(),
        "The tool " + flow.tool() + " returns text that strangers wrote, unmarked.",
        flow.tool(),
        flow.trace(),
        List.of());
  }
}
