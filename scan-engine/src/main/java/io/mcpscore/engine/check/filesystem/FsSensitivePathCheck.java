package io.mcpscore.engine.check.filesystem;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;

/**
 * {@code fs-sensitive-path}: file operations on places that hold credentials. A name in a list, a
 * comparison or a text is no finding: good servers refuse such paths by name.
 */
public final class FsSensitivePathCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("fs-sensitive-path");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (SourceModule module : context.program().modules()) {
      SyntaxTree tree = module.tree();
      PathWords words = new PathWords(context.program(), module);
      ExternalCalls.nodes(tree)
          .filter(n -> module.file().role().deducts())
          .forEach(
              call ->
                  PathSinks.of(context.calls(), module, call).stream()
                      .flatMap(p -> SensitivePath.of(words.of(p)).stream())
                      .findFirst()
                      .ifPresent(p -> findings.report(draft(context, module, call, p))));
    }
  }

  private static Draft draft(
      CheckContext context, SourceModule module, int call, SensitivePath path) {
    List<ToolDeclaration> tools = context.flow().reaching(module, call);
    SyntaxTree tree = module.tree();
    boolean reached = !tools.isEmpty();
    return new Draft(
        module.file(),
        tree.start(call),
        tree.end(call),
        reached ? path.severity() : path.severity().atMost(Severity.LOW),
        reached ? Evidence.PROVEN : Evidence.HEURISTIC,
        "A file operation on a place that holds "
            + path.what()
            + (reached ? ", within reach of a tool." : "; no tool was shown to come here."),
        reached ? tools.getFirst().name() : null,
        List.of(),
        List.of());
  }
}
