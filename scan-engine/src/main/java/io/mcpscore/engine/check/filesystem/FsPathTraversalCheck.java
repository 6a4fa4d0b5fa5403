package io.mcpscore.engine.check.filesystem;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.SinkFindings;
import io.mcpscore.engine.check.SinkTable;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;

/**
 * {@code fs-path-traversal}: paths that an agent chooses and nothing contains. Computed paths of
 * other origin are how programs work and no findings.
 */
public final class FsPathTraversalCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("fs-path-traversal");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    SinkTable table = sinks(context);
    if (!table.isEmpty()) {
      new SinkFindings(
              INFO,
              new PathText(context, table, false),
              "the path of a file, and no test keeps it inside a directory")
          .report(context, findings, call -> false);
    }
  }

  /** Every file operation; what deletes whole directories has a check of its own. */
  static SinkTable sinks(CheckContext context) {
    SinkTable table = new SinkTable();
    for (SourceModule module : context.program().modules()) {
      SyntaxTree tree = module.tree();
      ExternalCalls.nodes(tree)
          .filter(n -> !isRecursiveDelete(context, module, n))
          .forEach(n -> table.add(module, n, PathSinks.of(context.calls(), module, n)));
    }
    return table;
  }

  private static boolean isRecursiveDelete(CheckContext context, SourceModule module, int node) {
    Call call = context.calls().at(module, node).orElse(null);
    return call != null && RecursiveDelete.of(context.program(), call) != SyntaxTree.NONE;
  }
}
