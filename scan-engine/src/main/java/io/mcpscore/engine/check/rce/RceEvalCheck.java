package io.mcpscore.engine.check.rce;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.NamePattern;
import io.mcpscore.engine.check.SinkFindings;
import io.mcpscore.engine.check.SinkTable;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Set;

/** {@code rce-eval}: text that is run as code by {@code eval}, and by Python's relatives of it. */
public final class RceEvalCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("rce-eval");

  private static final Set<String> SCRIPT =
      Set.of("eval", "globalThis.eval", "window.eval", "self.eval", "global.eval");
  private static final Set<String> TIMERS = Set.of("setTimeout", "setInterval");
  private static final Set<String> PYTHON =
      Set.of(
          "eval",
          "exec",
          "compile",
          "builtins.eval",
          "builtins.exec",
          "builtins.compile",
          "__builtins__.eval",
          "__builtins__.exec",
          "code.InteractiveInterpreter().runsource",
          "code.InteractiveConsole().push",
          "timeit.timeit",
          "timeit.repeat",
          "cProfile.run",
          "pandas.eval",
          "sympy.sympify",
          "sympy.parse_expr",
          "sympy.parsing.sympy_parser.parse_expr",
          "js2py.eval_js",
          "IPython.get_ipython().run_cell",
          "langchain_experimental.utilities.PythonREPL().run",
          "langchain_experimental.utilities.python.PythonREPL().run",
          "langchain_experimental.tools.PythonREPLTool().run",
          "langchain_experimental.tools.PythonAstREPLTool().run",
          "langchain_experimental.tools.python.tool.PythonREPLTool().run",
          "langchain_experimental.tools.python.tool.PythonAstREPLTool().run");

  /** Expressions over a table of pandas, which may call what Python can. */
  private static final NamePattern TABLE =
      NamePattern.of("pandas\\.(?:DataFrame|read_\\w{1,20})\\(\\)(?:\\..{0,80})?\\.(?:query|eval)");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    SinkTable table = new SinkTable();
    for (Call call : context.calls().all()) {
      int text = isEval(call) ? call.argument(0, "source") : SyntaxTree.NONE;
      if (text != SyntaxTree.NONE) {
        table.add(call.module(), call.node(), List.of(text));
      }
    }
    new SinkFindings(INFO, new CodeText(context, table), "code that is evaluated")
        .report(context, findings, RceEvalCheck::isEval);
  }

  static boolean isEval(Call call) {
    if (RceSandboxEscapeCheck.isRestricted(call)) {
      return false;
    }
    boolean script = call.module().file().language().isScript();
    return script
        ? SCRIPT.contains(call.callee()) || isTimer(call)
        : PYTHON.contains(call.callee()) || TABLE.matches(call.callee());
  }

  /** {@code setTimeout("text")}: a text is evaluated, a function is not. */
  private static boolean isTimer(Call call) {
    return TIMERS.contains(call.callee())
        && !Expressions.head(call.module(), call.argument(0)).isEmpty();
  }
}
