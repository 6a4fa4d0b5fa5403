package io.mcpscore.engine.check.rce;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FlowDraft;
import io.mcpscore.engine.check.SinkFindings;
import io.mcpscore.engine.check.SinkTable;
import io.mcpscore.engine.flow.Flow;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.stream.Stream;

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
    List<ProcessCall> processes = ProcessCalls.all(context);
    for (ProcessCall process : processes) {
      SourceModule module = process.call().module();
      FieldLists.open(context.program(), process)
          .forEach((node, values) -> table.add(module, node, values));
      if (!process.shell() && isDangerous(context, process)) {
        add(context, table, wrappers, process);
      } else if (process.program() == NONE && process.line() == NONE) {
        process.arguments().stream()
            .limit(1)
            .forEach(a -> BuiltLists.addWhole(context.program(), module, a, table));
      }
    }
    Stream.of(
            ProgramWrappers.ofWholeLists(context, processes),
            ProgramWrappers.ofPrograms(context, processes))
        .flatMap(w -> w.processes().stream())
        .filter(p -> isDangerous(context, p))
        .forEach(p -> add(context, table, wrappers, p));
    wrappers.calls().forEach(c -> add(context, table, c.module(), c.node(), c.arguments()));
    BoundPrograms.all(context)
        .forEach(u -> add(context, table, u.module(), u.node(), u.arguments()));
    GitLibraries.all(context)
        .forEach(c -> add(context, table, c.module(), c.node(), c.arguments()));
    if (!table.isEmpty()) {
      new SinkFindings(
              INFO,
              new DashText(context, table),
              "an argument list, where a leading dash makes it an option")
          .report(context, findings, call -> false);
    }
    reportGraphs(context, findings);
  }

  /** Most servers with filters read any file for their agent anyway, so these are milder. */
  private static void reportGraphs(CheckContext context, FindingSink findings) {
    SinkTable graphs = FilterGraphs.of(context);
    if (graphs.isEmpty()) {
      return;
    }
    for (Flow flow : context.flow().into(new GraphText(context, graphs))) {
      String description =
          FlowDraft.chosen(flow)
              + " reaches a filter graph of ffmpeg, in which a filter may read any file.";
      findings.report(FlowDraft.of(flow, Severity.MEDIUM, description));
    }
  }

  private static boolean isDangerous(CheckContext context, ProcessCall process) {
    if (process.program() == NONE) {
      return false;
    }
    SourceModule module = process.call().module();
    String name = ProgramName.of(context.program(), module, process.program());
    return OptionPrograms.isDangerous(name)
        || (name.isEmpty() && isOneOfDangerous(context, module, process));
  }

  /** {@code if program not in ("find", "ls"): raise}: the agent picks one of listed programs. */
  private static boolean isOneOfDangerous(
      CheckContext context, SourceModule module, ProcessCall process) {
    SyntaxTree tree = module.tree();
    if (!tree.is(process.program(), "identifier")) {
      return false;
    }
    String program = tree.text(process.program());
    return tree.subtree(Expressions.scope(module, process.call().node()))
        .filter(n -> tree.is(n, "comparison_operator"))
        .filter(n -> tree.text(tree.namedChild(n, 0)).equals(program))
        .map(n -> tree.namedChild(n, 1))
        .mapToObj(list -> context.program().constant(module, list))
        .anyMatch(RceArgumentInjectionCheck::holdsDangerous);
  }

  private static boolean holdsDangerous(JsonNode list) {
    for (JsonNode name : list) {
      if (OptionPrograms.isDangerous(name.asText(""))) {
        return true;
      }
    }
    return false;
  }

  /** Adds what may be an option, but for lists of which a caller knows the items. */
  private static void add(
      CheckContext context, SinkTable table, ProgramWrappers wrappers, ProcessCall process) {
    SourceModule module = process.call().module();
    List<Argument> own =
        Operands.open(context.program(), module, process.arguments()).stream()
            .filter(a -> !wrappers.learn(module, a))
            .toList();
    add(context, table, module, process.call().node(), own);
  }

  private static void add(
      CheckContext context,
      SinkTable table,
      SourceModule module,
      int node,
      List<Argument> arguments) {
    DashText rule = new DashText(context, table);
    List<Integer> open =
        Operands.open(context.program(), module, arguments).stream()
            .filter(a -> !rule.isTestedAround(module, a.node()))
            .filter(a -> !BuiltLists.add(context.program(), module, a, table))
            .map(Argument::node)
            .toList();
    table.add(module, node, open);
  }
}
