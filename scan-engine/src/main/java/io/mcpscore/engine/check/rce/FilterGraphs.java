package io.mcpscore.engine.check.rce;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.check.SinkTable;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Filter graphs of ffmpeg: {@code -vf}, {@code -filter_complex}. Whoever writes a part of one can
 * add filters that read any file ({@code movie=}, {@code drawtext=textfile=}), whatever was tested
 * about the files that the program is given.
 */
final class FilterGraphs {

  private static final List<String> WORDS =
      List.of("-vf", "-af", "-filter", "-lavfi", "ideoFilter", "udioFilter", "omplexFilter", "vf=");

  private static final Pattern OPTION =
      Pattern.compile("-(?:vf|af|lavfi|filter_complex|filter)(?::\\w{1,4}){0,2}");

  /** Methods of libraries that take a graph, or parts of one. */
  private static final Set<String> METHODS =
      Set.of(
          "videoFilter",
          "videoFilters",
          "withVideoFilter",
          "withVideoFilters",
          "audioFilter",
          "audioFilters",
          "withAudioFilter",
          "withAudioFilters",
          "complexFilter",
          "filterGraph");

  /** The same as arguments with names, beside which the library takes any option. */
  private static final Set<String> NAMED = Set.of("vf", "af", "filter_complex", "lavfi");

  /** Functions that start nothing with a list and hand it to nobody who does. */
  private static final Set<String> HARMLESS =
      Set.of(
          "log",
          "info",
          "debug",
          "warn",
          "error",
          "print",
          "stringify",
          "dumps",
          "join",
          "includes");

  private final Program program;
  private final SinkTable table = new SinkTable();

  /** Graphs that are in the table, so that one is told where it is used first. */
  private final Set<Integer> seen = new HashSet<>();

  private FilterGraphs(Program program) {
    this.program = program;
  }

  /** Every place of a program at which a graph is handed over. */
  static SinkTable of(CheckContext context) {
    FilterGraphs graphs = new FilterGraphs(context.program());
    for (SourceModule module : context.program().modules()) {
      if (Mentions.in(module, WORDS)) {
        graphs.seen.clear();
        ExternalCalls.nodes(module.tree()).forEach(node -> graphs.add(module, node));
      }
    }
    return graphs.table;
  }

  private void add(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    String name = Expressions.calledName(tree, node);
    if (HARMLESS.contains(name)) {
      return;
    }
    Call call = new Call(module, node, "");
    List<Integer> graphs = new ArrayList<>(after(module, call.arguments()));
    for (int written : call.arguments()) {
      int argument = tree.unbracketed(written);
      if (METHODS.contains(name)) {
        graphs.addAll(parts(tree, argument));
      }
      int list = inner(tree, argument);
      if (isList(tree, list) || tree.is(list, "identifier")) {
        graphs.addAll(after(module, nodes(ArgumentLists.of(module, list, node))));
      }
    }
    NAMED.stream().map(call::option).filter(o -> o != NONE).forEach(graphs::add);
    graphs.replaceAll(tree::unbracketed);
    graphs.removeIf(g -> !isComputed(module, g) || !seen.add(g));
    table.add(module, node, graphs);
  }

  private static List<Integer> nodes(List<Argument> items) {
    return items.stream().map(Argument::node).toList();
  }

  /** {@code ...args}, {@code *args}: the list itself. */
  private static int inner(SyntaxTree tree, int argument) {
    return tree.is(argument, "spread_element") || tree.is(argument, "list_splat")
        ? tree.namedChild(argument, 0)
        : argument;
  }

  private static boolean isList(SyntaxTree tree, int node) {
    return tree.is(node, "array") || tree.is(node, "list");
  }

  /** A graph, or the graphs of a list; what objects hold the library puts in quotes. */
  private static List<Integer> parts(SyntaxTree tree, int argument) {
    return isList(tree, argument)
        ? tree.namedChildren(argument)
            .map(tree::unbracketed)
            .filter(p -> !tree.is(p, "object"))
            .boxed()
            .toList()
        : tree.is(argument, "object") ? List.of() : List.of(argument);
  }

  /** What follows an option that takes a graph. */
  private List<Integer> after(SourceModule module, List<Integer> items) {
    List<Integer> out = new ArrayList<>();
    for (int i = 0; i + 1 < items.size(); i++) {
      JsonNode option = program.constant(module, module.tree().unbracketed(items.get(i)));
      if (option.isTextual() && OPTION.matcher(option.textValue()).matches()) {
        out.add(items.get(i + 1));
      }
    }
    return out;
  }

  private boolean isComputed(SourceModule module, int graph) {
    return program.constant(module, graph).isMissingNode();
  }
}
