package io.mcpscore.engine.check.rce;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.SinkFindings;
import io.mcpscore.engine.check.SinkTable;

/**
 * {@code rce-shell-option}: an argument list that a shell reads after all, because the call asks
 * for one.
 */
public final class RceShellOptionCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("rce-shell-option");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    SinkTable table = new SinkTable();
    for (ProcessCall process : ProcessCalls.all(context)) {
      if (process.shell() && process.line() == NONE) {
        table.add(
            process.call().module(),
            process.call().node(),
            process.arguments().stream().map(Argument::node).toList());
      }
    }
    if (!table.isEmpty()) {
      new SinkFindings(
              INFO,
              new CommandText(context, table),
              "an argument list that a shell joins and reads")
          .report(context, findings, call -> false);
    }
  }
}
