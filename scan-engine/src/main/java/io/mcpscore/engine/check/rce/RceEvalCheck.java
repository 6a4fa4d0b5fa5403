package io.mcpscore.engine.check.rce;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.CheckInfo;
import io.mcpscore.engine.check.CheckInfoReader;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.SinkFindings;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Set;

/** {@code rce-eval}: text that is run as code by {@code eval}, and by Python's relatives of it. */
public final class RceEvalCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("rce-eval");

  private static final Set<String> SCRIPT =
      Set.of("eval", "globalThis.eval", "window.eval", "self.eval", "global.eval");
  private static final Set<String> PYTHON =
      Set.of(
          "eval",
          "exec",
          "compile",
          "builtins.eval",
          "builtins.exec",
          "builtins.compile",
          "__builtins__.eval",
          "__builtins__.exec");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    SinkRule rule = (module, node) -> sinks(context.calls(), module, node);
    new SinkFindings(INFO, rule, "code that is evaluated")
        .report(context, findings, call -> isEval(call));
  }

  private static List<Integer> sinks(ExternalCalls calls, SourceModule module, int node) {
    return calls
        .at(module, node)
        .filter(RceEvalCheck::isEval)
        .map(call -> call.argument(0, "source"))
        .filter(argument -> argument != SyntaxTree.NONE)
        .map(List::of)
        .orElse(List.of());
  }

  private static boolean isEval(Call call) {
    boolean script = call.module().file().language().isScript();
    return (script ? SCRIPT : PYTHON).contains(call.callee());
  }
}
