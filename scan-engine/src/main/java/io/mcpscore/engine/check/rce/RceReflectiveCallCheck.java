package io.mcpscore.engine.check.rce;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.SinkFindings;
import io.mcpscore.engine.check.SinkTable;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Set;

/**
 * {@code rce-reflective-call}: functions that an agent picks by name from a module or from the
 * globals. Picking from a table that the program made for that is no such thing.
 */
public final class RceReflectiveCallCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("rce-reflective-call");

  private static final Set<String> TABLES = Set.of("globals", "locals", "vars");
  private static final Set<String> GLOBALS =
      Set.of("globalThis", "window", "global", "self", "process", "Reflect", "__builtins__");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    SinkTable table = new SinkTable();
    for (SourceModule module : context.program().modules()) {
      SyntaxTree tree = module.tree();
      ExternalCalls.nodes(tree).forEach(n -> addItem(table, module, n));
    }
    for (Call call : context.calls().all()) {
      if (call.callee().equals("getattr") && isModule(call.module(), call.argument(0))) {
        addUnlessPrefixed(table, call.module(), call.node(), call.argument(1));
      }
    }
    if (!table.isEmpty()) {
      new SinkFindings(
              INFO, new CodeText(context, table), "the name of the function that is called")
          .report(context, findings, call -> false);
    }
  }

  /** {@code globals()[x](y)}, {@code child_process[x](y)}. */
  private static void addItem(SinkTable table, SourceModule module, int call) {
    SyntaxTree tree = module.tree();
    int callee = Expressions.unwrap(tree, tree.child(call, "function"));
    boolean script = tree.is(callee, "subscript_expression");
    if (!script && !tree.is(callee, "subscript")) {
      return;
    }
    int object = tree.child(callee, script ? "object" : "value");
    boolean open =
        isModule(module, object)
            || (tree.is(object, "call") && TABLES.contains(Expressions.calledName(tree, object)));
    if (open) {
      addUnlessPrefixed(table, module, call, tree.child(callee, script ? "index" : "subscript"));
    }
  }

  /** A fixed prefix leaves only functions that were named for it. */
  private static void addUnlessPrefixed(SinkTable table, SourceModule module, int call, int name) {
    if (name != NONE && Expressions.head(module, name).isEmpty()) {
      table.add(module, call, List.of(name));
    }
  }

  private static boolean isModule(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    if (!tree.is(expression, "identifier")) {
      return false;
    }
    Binding binding = module.binding(expression).orElse(null);
    boolean whole =
        binding instanceof Binding.Import i
            && !i.specifier().startsWith(".")
            && (i.name().equals("*") || i.name().equals("default"))
            && isDangerous(i.specifier());
    return whole || (binding == null && GLOBALS.contains(tree.text(expression)));
  }

  /** Modules that start processes, touch files or load code. */
  private static boolean isDangerous(String specifier) {
    return specifier.matches(
        "(?:node:)?(?:child_process|fs|fs/promises|vm|module|worker_threads)"
            + "|fs-extra|shelljs|execa|os|os\\.path|sys|subprocess|shutil|importlib|builtins|runpy"
            + "|ctypes|pathlib|pickle|socket|inspect");
  }
}
