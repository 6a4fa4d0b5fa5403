package io.mcpscore.engine.check.poisoning;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.flow.Flow;
import io.mcpscore.engine.mcp.McpModel.PromptDeclaration;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Severity;
import java.util.List;

/** {@code poisoning-template-external}: prompts whose text is fetched. */
public final class PoisoningTemplateExternalCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("poisoning-template-external");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    if (context.servers().prompts().isEmpty()) {
      return;
    }
    for (Flow flow : context.flow().into(new FetchedText(context.program(), true))) {
      context.servers().prompts().stream()
          .filter(p -> flow.tool() == null && isOf(p, flow))
          .findFirst()
          .ifPresent(p -> findings.report(draft(p, flow)));
    }
  }

  private static boolean isOf(PromptDeclaration prompt, Flow flow) {
    return prompt.handler() != null
        && prompt.handler().module().equals(flow.module())
        && flow.module().tree().within(flow.call(), prompt.handler().region());
  }

  private static Draft draft(PromptDeclaration prompt, Flow flow) {
    SyntaxTree tree = flow.module().tree();
    return new Draft(
        flow.module().file(),
        tree.start(flow.call()),
        tree.end(flow.call()),
        Severity.MEDIUM,
        flow.evidence(),
        "The text of the prompt " + prompt.name() + " comes from outside of the repository.",
        null,
        flow.trace(),
        List.of());
  }
}
