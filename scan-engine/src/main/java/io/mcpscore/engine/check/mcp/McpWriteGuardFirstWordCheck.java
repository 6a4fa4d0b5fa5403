package io.mcpscore.engine.check.mcp;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Effect;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;

/**
 * {@code mcp-write-guard-first-word}: a list of forbidden verbs that is held against the first word
 * of a command only.
 */
public final class McpWriteGuardFirstWordCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("mcp-write-guard-first-word");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (SourceModule module : context.program().modules()) {
      SyntaxTree tree = module.tree();
      for (int n = 0; n < tree.size(); n++) {
        int test = FirstWordTests.denied(context.program(), module, n);
        if (test != SyntaxTree.NONE) {
          report(context, module, test, findings);
        }
      }
    }
  }

  private static void report(
      CheckContext context, SourceModule module, int test, FindingSink findings) {
    SyntaxTree tree = module.tree();
    List<ToolDeclaration> running =
        context.flow().reaching(module, test).stream()
            .filter(t -> context.flow().effects(t).effects().contains(Effect.EXEC))
            .toList();
    if (running.isEmpty()) {
      return;
    }
    findings.report(
        new FindingSink.Draft(
            module.file(),
            tree.start(test),
            tree.end(test),
            Severity.MEDIUM,
            Evidence.PROVEN,
            "Forbidden verbs are looked for in the first word of the command alone: an option before"
                + " the verb, or a second command behind it, gets past this test.",
            running.getFirst().name(),
            context.flow().way(running.getFirst(), module, test),
            List.of()));
  }
}
