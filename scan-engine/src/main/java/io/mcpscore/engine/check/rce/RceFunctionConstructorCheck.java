package io.mcpscore.engine.check.rce;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.SinkFindings;
import io.mcpscore.engine.check.SinkTable;
import java.util.Set;

/** {@code rce-function-constructor}: text that becomes a function of JavaScript. */
public final class RceFunctionConstructorCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("rce-function-constructor");

  private static final Set<String> CONSTRUCTORS =
      Set.of("Function", "globalThis.Function", "window.Function", "self.Function");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    SinkTable table = new SinkTable();
    for (Call call : context.calls().all()) {
      if (isConstructor(call)) {
        // Parameter names are code as well: every argument counts.
        table.add(call.module(), call.node(), call.arguments());
      }
    }
    new SinkFindings(INFO, new CodeText(table), "the source of a new function")
        .report(context, findings, RceFunctionConstructorCheck::isConstructor);
  }

  static boolean isConstructor(Call call) {
    return call.module().file().language().isScript() && CONSTRUCTORS.contains(call.callee());
  }
}
