package io.mcpscore.engine.check.rce;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.check.SinkFindings;
import io.mcpscore.engine.check.SinkTable;
import io.mcpscore.engine.program.SourceModule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code rce-child-process}: shell command lines and names of programs that an agent decides. A
 * fixed program with a list of arguments and no shell is no finding, whatever the arguments.
 */
public final class RceChildProcessCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("rce-child-process");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    ProcessCalls calls = new ProcessCalls(context.program());
    SinkTable table = new SinkTable();
    Set<Call> shells = new HashSet<>();
    List<ProcessCall> processes = ProcessCalls.all(context);
    for (ProcessCall process : processes) {
      table.add(process.call().module(), process.call().node(), calls.deciding(process));
      if (process.shell() && process.line() != NONE) {
        shells.add(process.call());
      }
    }
    addOthers(context, table);
    ProgramWrappers.ofWholeLists(context, processes).processes().stream()
        .forEach(
            p ->
                table.add(
                    p.call().module(),
                    p.call().node(),
                    Interpreters.shellTexts(context.program(), p)));
    new SinkFindings(INFO, new CommandText(context, table), "a command that is run")
        .report(context, findings, shells::contains);
  }

  /** Command lines in other places than those of calls that start processes. */
  private static void addOthers(CheckContext context, SinkTable table) {
    context.calls().all().stream()
        .filter(ShellTemplates::isTemplate)
        .forEach(c -> table.add(c.module(), c.node(), ShellTemplates.deciding(c)));
    ShellVectors vectors = new ShellVectors(context);
    for (SourceModule module : context.program().modules()) {
      if (!Mentions.in(module, ShellVectors.WORDS)) {
        continue;
      }
      ExternalCalls.nodes(module.tree()).forEach(n -> table.add(module, n, vectors.of(module, n)));
    }
  }
}
