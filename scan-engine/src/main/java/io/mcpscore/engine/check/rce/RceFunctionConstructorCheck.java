package io.mcpscore.engine.check.rce;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.SinkFindings;
import io.mcpscore.engine.check.SinkTable;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code rce-function-constructor}: text that becomes a function of JavaScript. */
public final class RceFunctionConstructorCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("rce-function-constructor");

  private static final Set<String> CONSTRUCTORS =
      Set.of("Function", "globalThis.Function", "window.Function", "self.Function");

  /** Those of async functions and generators have no global name; programs take them from one. */
  private static final Pattern TAKEN =
      Pattern.compile(
          "(?s)(?:Object|Reflect)\\.getPrototypeOf\\(.{1,200}\\)\\.constructor"
              + "|\\((?:async\\b|function\\s?\\*).{1,200}\\)\\.constructor");

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
        table.add(call.module(), call.node(), texts(call));
      }
    }
    new SinkFindings(INFO, new CodeText(context, table), "the source of a new function")
        .report(context, findings, RceFunctionConstructorCheck::isConstructor);
  }

  /** The arguments, those included that follow a list: {@code new Function(...names, body)}. */
  private static List<Integer> texts(Call call) {
    SyntaxTree tree = call.tree();
    return tree.namedChildren(tree.child(call.node(), "arguments"))
        .map(a -> tree.is(a, "spread_element") ? tree.namedChild(a, 0) : tree.unbracketed(a))
        .boxed()
        .toList();
  }

  static boolean isConstructor(Call call) {
    if (!call.module().file().language().isScript()) {
      return false;
    }
    return CONSTRUCTORS.contains(call.callee()) || isTaken(call);
  }

  private static boolean isTaken(Call call) {
    return call.module().file().text().holds(".constructor")
        && call.module().binding(call.function()).orElse(null) instanceof Binding.Variable variable
        && TAKEN.matcher(call.tree().text(variable.value())).matches();
  }
}
