package io.mcpscore.engine.check.rce;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.SinkFindings;
import io.mcpscore.engine.check.SinkTable;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Set;

/** {@code rce-dynamic-import}: modules that an agent names, and that run when they are loaded. */
public final class RceDynamicImportCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("rce-dynamic-import");

  private static final Set<String> LOADERS =
      Set.of(
          "require",
          "module.createRequire()",
          "require.resolve",
          "importlib.import_module",
          "__import__",
          "importlib.__import__",
          "importlib.reload",
          "runpy.run_module",
          "runpy.run_path",
          "imp.load_source",
          "pkgutil.resolve_name",
          "pydoc.locate");

  /** The first argument is a name that only the program sees; the second is the file. */
  private static final Set<String> FROM_FILE =
      Set.of("importlib.util.spec_from_file_location", "importlib.machinery.SourceFileLoader");

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
          .forEach(n -> table.add(module, n, sinks(context.calls(), module, n)));
    }
    if (!table.isEmpty()) {
      new SinkFindings(INFO, new CodeText(context, table), "the name of a module that is loaded")
          .report(context, findings, call -> false);
    }
  }

  private static List<Integer> sinks(ExternalCalls calls, SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    if (tree.is(tree.child(node, "function"), "import")) {
      int name = tree.namedChild(tree.child(node, "arguments"), 0);
      return name == NONE ? List.of() : List.of(name);
    }
    return calls
        .at(module, node)
        .map(
            c ->
                LOADERS.contains(c.callee())
                    ? c.argument(0, "name")
                    : FROM_FILE.contains(c.callee()) ? c.argument(1, "location") : NONE)
        .filter(n -> n != NONE)
        .map(List::of)
        .orElse(List.of());
  }
}
