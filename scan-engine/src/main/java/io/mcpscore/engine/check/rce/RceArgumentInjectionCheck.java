package io.mcpscore.engine.check.rce;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.SinkFindings;
import io.mcpscore.engine.check.SinkTable;
import io.mcpscore.engine.program.SourceModule;
import java.util.List;

/**
 * {@code rce-argument-injection}: values that a program takes for an option when they begin with a
 * dash, in programs of which options run commands or write files.
 */
public final class RceArgumentInjectionCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("rce-argument-injection");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    SinkTable table = new SinkTable();
    ProgramWrappers wrappers = new ProgramWrappers(context);
    for (ProcessCall process : ProcessCalls.all(context)) {
      SourceModule module = process.call().module();
      if (!process.shell() && isDangerous(context, process)) {
        List<Argument> own =
            Operands.open(context.program(), module, process.arguments()).stream()
                .filter(a -> !wrappers.learn(module, a))
                .toList();
        add(table, module, process.call().node(), own);
      }
    }
    wrappers.calls().forEach(c -> add(table, c.module(), c.node(), c.arguments()));
    GitLibraries.all(context)
        .forEach(
            c ->
                add(
                    table,
                    c.module(),
                    c.node(),
                    Operands.open(context.program(), c.module(), c.arguments())));
    if (!table.isEmpty()) {
      new SinkFindings(
              INFO,
              new DashText(context, table),
              "an argument list, where a leading dash makes it an option")
          .report(context, findings, call -> false);
    }
  }

  private static boolean isDangerous(CheckContext context, ProcessCall process) {
    return process.program() != NONE
        && OptionPrograms.isDangerous(
            context.program().constant(process.call().module(), process.program()).asText(""));
  }

  private static void add(
      SinkTable table, SourceModule module, int node, List<Argument> arguments) {
    table.add(module, node, arguments.stream().map(Argument::node).toList());
  }
}
