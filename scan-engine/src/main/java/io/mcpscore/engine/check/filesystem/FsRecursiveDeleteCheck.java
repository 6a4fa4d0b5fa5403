package io.mcpscore.engine.check.filesystem;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.SinkFindings;
import io.mcpscore.engine.check.SinkTable;
import java.util.List;

/**
 * {@code fs-recursive-delete}: directories that an agent names, that nothing contains, and that are
 * deleted with everything in them.
 */
public final class FsRecursiveDeleteCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("fs-recursive-delete");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    SinkTable table = new SinkTable();
    for (Call call : context.calls().all()) {
      int deleted = RecursiveDelete.of(context.program(), call);
      if (deleted != NONE && !EmptyDirectories.isOnly(call.module(), call.node())) {
        table.add(call.module(), call.node(), List.of(deleted));
      }
    }
    if (!table.isEmpty()) {
      new SinkFindings(
              INFO,
              new PathText(context, table, false),
              "the path of a directory that is deleted with everything in it, and no test keeps it"
                  + " inside another")
          .report(context, findings, call -> false);
    }
  }
}
