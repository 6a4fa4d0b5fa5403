package io.mcpscore.engine.check.rce;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.SinkFindings;
import io.mcpscore.engine.check.SinkTable;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Set;

/**
 * {@code rce-sandbox-escape}: agent text that is evaluated in something which looks like a sandbox
 * and is none: {@code vm}, {@code vm2}, emptied built-ins.
 */
public final class RceSandboxEscapeCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("rce-sandbox-escape");

  private static final Set<String> SCRIPT =
      Set.of(
          "vm.runInContext",
          "vm.runInNewContext",
          "vm.runInThisContext",
          "vm.Script",
          "vm.compileFunction",
          "vm.SourceTextModule",
          "vm2.VM().run",
          "vm2.NodeVM().run",
          "vm2.VMScript",
          "safe-eval",
          "safe-eval.default",
          "safer-eval",
          "safer-eval.default",
          "notevil",
          "notevil.default");
  private static final Set<String> PYTHON =
      Set.of("eval", "exec", "builtins.eval", "builtins.exec");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    SinkTable table = new SinkTable();
    for (Call call : context.calls().all()) {
      int text = call.argument(0);
      if (text != NONE && isSandbox(call)) {
        table.add(call.module(), call.node(), List.of(text));
      }
    }
    if (!table.isEmpty()) {
      new SinkFindings(INFO, new CodeText(context, table), "code in a sandbox that code can leave")
          .report(context, findings, call -> false);
    }
  }

  static boolean isSandbox(Call call) {
    return call.module().file().language().isScript()
        ? SCRIPT.contains(call.callee())
        : isRestricted(call);
  }

  /** {@code eval(x, {"__builtins__": {}})}, which every object leads out of. */
  static boolean isRestricted(Call call) {
    if (call.module().file().language().isScript() || !PYTHON.contains(call.callee())) {
      return false;
    }
    SyntaxTree tree = call.tree();
    int globals = Expressions.valueOf(call.module(), call.argument(1, "globals"));
    return tree.is(globals, "dictionary") && tree.text(globals).contains("__builtins__");
  }
}
