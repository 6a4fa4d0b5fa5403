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
import java.util.ArrayList;
import java.util.List;

/**
 * {@code rce-code-runner}: program text that an agent writes and an interpreter on the same machine
 * runs. Containers and other sandboxes in front of the interpreter are no such thing.
 */
public final class RceCodeRunnerCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("rce-code-runner");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    SinkTable table = new SinkTable();
    for (ProcessCall process : ProcessCalls.all(context)) {
      boolean language =
          process.program() != NONE && Interpreters.isLanguage(context.program(), process);
      if (language) {
        table.add(process.call().module(), process.call().node(), texts(context, process));
      }
    }
    if (!table.isEmpty()) {
      new SinkFindings(
              INFO, new CodeText(context, table), "an interpreter that runs it as a program")
          .report(context, findings, call -> false);
    }
  }

  private static List<Integer> texts(CheckContext context, ProcessCall process) {
    SourceModule module = process.call().module();
    List<Integer> out = new ArrayList<>(Interpreters.programTexts(context.program(), process));
    int input = ProcessCalls.option(process.call(), "input");
    boolean script =
        process.arguments().stream()
            .anyMatch(
                a ->
                    !context.program().constant(module, a.node()).asText("x").startsWith("-")
                        || a.spread());
    if (input != NONE && !script) {
      out.add(input);
    }
    for (Argument argument : process.arguments()) {
      out.addAll(WrittenPrograms.of(module, argument.node(), process.call().node()));
    }
    return out;
  }
}
