package io.mcpscore.engine.check.filesystem;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.SinkFindings;
import io.mcpscore.engine.check.SinkTable;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;

/**
 * {@code fs-download-target}: local files that an agent names to a library which saves, attaches,
 * uploads or downloads them.
 */
public final class FsDownloadTargetCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("fs-download-target");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    SinkTable table = new SinkTable();
    for (SourceModule module : context.program().modules()) {
      SyntaxTree tree = module.tree();
      ExternalCalls.nodes(tree)
          .filter(n -> TransferSinks.isCandidate(tree, n))
          .filter(n -> !isOwn(context, module, n))
          .forEach(n -> table.add(module, n, TransferSinks.of(context.calls(), module, n)));
    }
    if (!table.isEmpty()) {
      new SinkFindings(
              INFO,
              new PathText(context, table, false),
              "the name of a local file that a library reads or writes, and no test keeps it inside"
                  + " a directory")
          .report(context, findings, call -> false);
    }
  }

  /** What the repository does itself is looked at where it opens the file. */
  private static boolean isOwn(CheckContext context, SourceModule module, int call) {
    int function = module.tree().child(call, "function");
    return context.program().resolve(module, function).orElse(null) instanceof Target.Defined;
  }
}
