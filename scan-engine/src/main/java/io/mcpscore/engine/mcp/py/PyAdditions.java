package io.mcpscore.engine.mcp.py;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.SourceModule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is put into a list or dictionary after it was made, in the file that makes it: once for each
 * turn of a loop and for each caller of a function that does it.
 */
final class PyAdditions {

  private static final int MOST_ADDED = 1_000;

  private final PyNames names;
  private final PyRuns runs;
  private final Map<SourceModule, Map<String, List<Added>>> byName = new HashMap<>();
  private final Map<PyNode, List<Added>> byTable = new HashMap<>();

  PyAdditions(PyNames names, PyRuns runs) {
    this.names = names;
    this.runs = runs;
  }

  /**
   * One addition.
   *
   * @param table the variable or member that it is put into
   * @param key the key in a dictionary, or an absent node
   * @param value what is added
   * @param spread whether all items of the value are added, and not it itself
   */
  record Added(PyNode table, PyNode key, PyNode value, boolean spread) {

    Added in(PyRun run) {
      return new Added(table, key.in(run), value.in(run), spread);
    }
  }

  /**
   * Additions to what a name stands for.
   *
   * @param name how the table is named where it is used
   * @param table the literal that was made
   */
  List<Added> of(PyNode name, PyNode table) {
    PyNode target = table.parent().is("assignment") ? table.parent().child("left") : table.at(NONE);
    if (!target.isPresent() || name.isSame(table)) {
      return List.of();
    }
    PyNode made = table.in(PyRun.ANY);
    List<Added> added = byTable.get(made);
    if (added == null) {
      // What fills a table may itself go through it: then it has what it was made with.
      byTable.put(made, List.of());
      added =
          byName
              .computeIfAbsent(table.module(), this::read)
              .getOrDefault(last(target), List.of())
              .stream()
              .filter(a -> names.meaning(a.table()).isSame(table))
              .flatMap(this::inRuns)
              .limit(MOST_ADDED)
              .toList();
      byTable.put(made, added);
    }
    return added.stream().map(a -> a.value().run() == PyRun.ANY ? a.in(table.run()) : a).toList();
  }

  /** How a table is called in its class or module. */
  private static String last(PyNode table) {
    return table.is("attribute") ? table.child("attribute").text() : table.text();
  }

  private Stream<Added> inRuns(Added added) {
    List<PyNode> matter = Stream.of(added.key(), added.value()).filter(PyNode::isPresent).toList();
    return runs.of(added.value(), matter).stream().map(node -> added.in(node.run()));
  }

  private Map<String, List<Added>> read(SourceModule module) {
    Map<String, List<Added>> out = new HashMap<>();
    for (int node : module.tree().ofKinds("assignment", "call").toArray()) {
      PyNode at = new PyNode(module, node);
      Added added = at.is("call") ? called(at) : stored(at);
      if (added != null && added.value().isPresent()) {
        out.computeIfAbsent(last(added.table()), t -> new ArrayList<>()).add(added);
      }
    }
    return out;
  }

  /** {@code table[key] = value}. */
  private static Added stored(PyNode assignment) {
    PyNode target = assignment.child("left");
    return target.is("subscript")
        ? new Added(
            target.child("value"), target.child("subscript"), assignment.child("right"), false)
        : null;
  }

  /** {@code table.append(item)} and the like. */
  private static Added called(PyNode call) {
    PyNode method = call.callee();
    if (!method.is("attribute")) {
      return null;
    }
    PyNode table = method.child("object");
    PyNode first = call.at(call.arguments().at(0));
    return switch (method.child("attribute").text()) {
      case "append", "add" -> new Added(table, call.at(NONE), first, false);
      case "insert" -> new Added(table, call.at(NONE), call.at(call.arguments().at(1)), false);
      case "extend", "update" -> new Added(table, call.at(NONE), first, true);
      default -> null;
    };
  }
}
