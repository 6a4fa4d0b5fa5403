package io.mcpscore.engine.mcp.py;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What loops go through: the rows of lists, tuples, dictionaries and comprehensions of these. */
final class PyTables {

  private static final int DEEPEST = 12;
  private static final int MOST_ROWS = 1_000;

  private final PyNames names;
  private final PyAdditions additions;
  private final PyRuns runs;

  PyTables(PyNames names, PyCallers callers) {
    this.names = names;
    this.runs = new PyRuns(this, callers);
    this.additions = new PyAdditions(names, runs);
  }

  /** The runs that loops over these tables and callers start. */
  PyRuns runs() {
    return runs;
  }

  /**
   * One turn of a loop.
   *
   * @param key key of an entry of a dictionary, or an absent node
   * @param value the item, or the value of an entry
   * @param view what the loop variable gets
   */
  record Row(PyNode key, PyNode value, View view) {

    /** What of a row a loop variable gets. */
    enum View {
      KEY,
      VALUE,
      BOTH
    }

    Row seen(View other) {
      return new Row(key, value, other);
    }
  }

  /** The rows of what is looped over; none when nothing of it is known. */
  List<Row> rows(PyNode iterable) {
    List<Row> out = new ArrayList<>();
    rows(iterable, out, DEEPEST);
    return out;
  }

  private void rows(PyNode iterable, List<Row> out, int depth) {
    PyNode table = names.meaning(iterable);
    if (depth == 0 || out.size() >= MOST_ROWS || !table.isPresent()) {
      return;
    }
    switch (table.kind()) {
      case "list", "tuple", "set", "expression_list" -> {
        for (PyNode item : table.children()) {
          if (item.is("list_splat")) {
            rows(item.named(0), out, depth - 1);
          } else {
            out.add(item(item));
          }
        }
      }
      case "dictionary" -> {
        for (PyNode item : table.children()) {
          if (item.is("dictionary_splat")) {
            rows(item.named(0), out, depth - 1);
          } else if (item.is("pair")) {
            out.add(pair(item));
          }
        }
      }
      case "list_comprehension", "generator_expression", "set_comprehension" ->
          turns(table).forEach(run -> out.add(item(table.named(0).in(run))));
      case "dictionary_comprehension" ->
          turns(table).forEach(run -> out.add(pair(table.named(0).in(run))));
      case "binary_operator", "boolean_operator" -> {
        rows(table.child("left"), out, depth - 1);
        rows(table.child("right"), out, depth - 1);
      }
      case "call" -> call(table, out, depth);
      default -> {}
    }
    additions
        .of(iterable, table)
        .forEach(
            added -> {
              if (added.spread()) {
                rows(added.value(), out, depth - 1);
              } else {
                Row.View view = added.key().isPresent() ? Row.View.KEY : Row.View.VALUE;
                out.add(new Row(added.key(), added.value(), view));
              }
            });
  }

  private static Row item(PyNode item) {
    return new Row(item.at(NONE), item, Row.View.VALUE);
  }

  private static Row pair(PyNode pair) {
    return new Row(pair.child("key"), pair.child("value"), Row.View.KEY);
  }

  private void call(PyNode call, List<Row> out, int depth) {
    PyNode callee = call.callee();
    PyNode first = call.at(call.arguments().at(0));
    if (callee.is("attribute") && call.arguments().positional().isEmpty()) {
      Optional<Row.View> view =
          switch (callee.child("attribute").text()) {
            case "items" -> Optional.of(Row.View.BOTH);
            case "values" -> Optional.of(Row.View.VALUE);
            case "keys", "copy" -> Optional.of(Row.View.KEY);
            default -> Optional.empty();
          };
      if (view.isPresent()) {
        List<Row> rows = new ArrayList<>();
        rows(callee.child("object"), rows, depth - 1);
        rows.stream().filter(r -> r.key().isPresent()).forEach(r -> out.add(r.seen(view.get())));
      }
      return;
    }
    switch (names.simpleName(callee)) {
      case "list", "tuple", "set", "sorted", "reversed", "iter", "MappingProxyType" ->
          rows(first, out, depth - 1);
      case "dict" -> {
        rows(first, out, depth - 1);
        call.arguments().keywordSpreads().forEach(s -> rows(call.at(s), out, depth - 1));
      }
      case "chain" -> call.arguments().positional().forEach(a -> rows(call.at(a), out, depth - 1));
      case "enumerate" -> {
        List<Row> rows = new ArrayList<>();
        rows(first, rows, depth - 1);
        rows.forEach(r -> out.add(new Row(r.key().at(NONE), seen(r), Row.View.BOTH)));
      }
      default -> {}
    }
  }

  private static PyNode seen(Row row) {
    return row.view() == Row.View.KEY ? row.key() : row.value();
  }

  static boolean isComprehension(PyNode node) {
    return node.is("generator_expression") || node.kind().endsWith("_comprehension");
  }

  /** The runs of the body of a comprehension. */
  List<PyRun> turns(PyNode comprehension) {
    List<PyRun> runs = List.of(comprehension.run());
    for (PyNode clause : comprehension.children()) {
      if (clause.is("for_in_clause")) {
        runs = turns(clause, runs);
      }
    }
    return runs;
  }

  /**
   * The runs that a loop makes of each run around it.
   *
   * @param loop a {@code for} statement, or the clause of a comprehension
   */
  List<PyRun> turns(PyNode loop, List<PyRun> around) {
    List<PyRun> out = new ArrayList<>();
    for (PyRun run : around) {
      PyNode in = loop.in(run);
      List<Row> rows = out.size() < MOST_ROWS ? rows(in.child("right")) : List.of();
      rows.forEach(row -> out.add(bound(run, in.child("left"), row)));
    }
    return out;
  }

  private PyRun bound(PyRun run, PyNode target, Row row) {
    if (row.view() != Row.View.BOTH) {
      return bound(run, target, seen(row));
    }
    List<PyNode> targets = target.children();
    return targets.size() == 2
        ? bound(bound(run, targets.get(0), row.key()), targets.get(1), row.value())
        : run;
  }

  private PyRun bound(PyRun run, PyNode target, PyNode value) {
    if (target.is("identifier")) {
      return run.with(PyMeanings.place(target), value);
    }
    List<PyNode> targets = target.children();
    List<PyNode> parts = names.objects().parts(names.meaning(value));
    PyRun out = run;
    for (int i = 0; i < targets.size() && targets.size() == parts.size(); i++) {
      out = bound(out, targets.get(i), parts.get(i));
    }
    return out;
  }
}
