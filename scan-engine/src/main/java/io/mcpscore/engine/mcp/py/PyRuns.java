package io.mcpscore.engine.mcp.py;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.py.PySyntax;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The runs of code that is written once and runs for each row of a table, or for each caller of the
 * function that it is in.
 */
final class PyRuns {

  private static final int DEEPEST = 3;
  private static final int MOST_RUNS = 1_000;
  private static final int MOST_NAMES = 300;

  /** In all, so that many registrations in nested loops are no flood. */
  private static final int MOST_IN_ALL = 30_000;

  private final PyTables tables;
  private final PyCallers callers;
  private int left = MOST_IN_ALL;

  PyRuns(PyTables tables, PyCallers callers) {
    this.tables = tables;
    this.callers = callers;
  }

  /**
   * A node in each of its runs; as it is when nothing that varies matters, or nothing is known.
   *
   * @param relevant the expressions that matter
   */
  List<PyNode> of(PyNode node, List<PyNode> relevant) {
    return of(node, relevant, DEEPEST);
  }

  private List<PyNode> of(PyNode node, List<PyNode> relevant, int depth) {
    List<PyNode> around = around(node);
    Set<PyNode> varying = varying(around, relevant);
    if (varying.isEmpty() || depth == 0 || left <= 0) {
      return List.of(node);
    }
    List<PyRun> runs = List.of(node.run());
    for (PyNode outer : around) {
      if (outer.is("for_statement") || outer.is("for_in_clause")) {
        boolean matters = targets(outer).map(PyMeanings::place).anyMatch(varying::contains);
        List<PyRun> turns = matters ? tables.turns(outer, runs) : List.of();
        runs = turns.isEmpty() ? runs : turns;
      } else if (parameters(outer).stream().anyMatch(varying::contains)) {
        runs = entered(outer, runs, depth);
      }
    }
    left -= runs.size();
    return runs.stream().map(node::in).toList();
  }

  /** Functions and loops around a node, outermost first. */
  private static List<PyNode> around(PyNode node) {
    List<PyNode> out = new ArrayList<>();
    PyNode inner = node;
    for (PyNode at = node.parent(); at.isPresent(); at = at.parent()) {
      PyNode from = inner;
      if (at.module().isFunction(at.node())
          || (at.is("for_statement") && at.child("body").isSame(from))) {
        out.addFirst(at);
      } else if (PyTables.isComprehension(at) && at.named(0).isSame(from)) {
        at.children().stream()
            .filter(c -> c.is("for_in_clause"))
            .toList()
            .reversed()
            .forEach(out::addFirst);
      }
      inner = at;
    }
    return out;
  }

  private static boolean isMethod(PyNode function) {
    return PySyntax.takesSelf(function.tree(), function.node());
  }

  private static Stream<PyNode> targets(PyNode loop) {
    return loop.child("left").subtree().filter(n -> n.is("identifier"));
  }

  private static List<PyNode> parameters(PyNode function) {
    return PySyntax.parameters(function.tree(), function.node()).stream()
        .map(p -> function.at(p.nameNode()))
        .toList();
  }

  /** The runs of a function that its callers start, inside the runs around the function. */
  private List<PyRun> entered(PyNode function, List<PyRun> around, int depth) {
    List<PyRun> out = new ArrayList<>();
    List<PyNode> calls = new ArrayList<>();
    for (PyNode call : callers.calls(function)) {
      List<PyNode> passed =
          Stream.concat(
                  call.arguments().positional().stream(),
                  call.arguments().keywords().values().stream())
              .map(call::at)
              .toList();
      if (calls.size() < MOST_RUNS) {
        calls.addAll(of(call, passed, depth - 1));
      }
    }
    for (PyRun run : around) {
      for (PyNode call : calls) {
        if (out.size() < MOST_RUNS) {
          out.add(decorating(function, call, PyMeanings.entered(function.in(run), call)));
        }
      }
      applied(function, run).stream().limit(MOST_RUNS - out.size()).forEach(out::add);
    }
    return out.isEmpty() ? around : out;
  }

  /** The run of {@code @register(…)}, which also says what the function inside of it decorates. */
  private PyRun decorating(PyNode function, PyNode call, PyRun run) {
    Optional<PyNode> inner =
        call.parent().is("decorator") ? callers.inner(function) : Optional.empty();
    return inner.map(f -> first(f, run, call.parent().parent().child("definition"))).orElse(run);
  }

  /** The runs of a decorator, and of what happens when classes are derived from another. */
  private List<PyRun> applied(PyNode function, PyRun run) {
    List<PyNode> given = new ArrayList<>(callers.derived(function));
    List<PyNode> parameters = parameters(function);
    if (!parameters.isEmpty() && run.value(parameters.getFirst()).isEmpty()) {
      given.addAll(callers.decorated(function));
    }
    return given.stream().map(g -> first(function, run, g)).toList();
  }

  private static PyRun first(PyNode function, PyRun run, PyNode value) {
    List<PyNode> parameters = parameters(function);
    return parameters.isEmpty() ? run : run.with(parameters.getFirst(), value);
  }

  /** Declarations of loop variables and parameters that expressions depend on. */
  private static Set<PyNode> varying(List<PyNode> around, List<PyNode> relevant) {
    Set<PyNode> out = new LinkedHashSet<>();
    Set<PyNode> seen = new HashSet<>();
    Deque<PyNode> open = new ArrayDeque<>(relevant);
    List<PyNode> loops = around.stream().filter(a -> a.kind().startsWith("for_")).toList();
    while (!open.isEmpty() && seen.size() < MOST_NAMES) {
      for (PyNode name : open.removeFirst().subtree().filter(n -> n.is("identifier")).toList()) {
        PyNode place = PyMeanings.place(name).in(PyRun.ANY);
        if (name.run().value(place).isPresent() || !seen.add(place)) {
          continue;
        }
        switch (name.module().binding(name.node()).orElse(null)) {
          case Binding.Parameter p when p.index() == 0 && isMethod(name.at(p.function())) -> {
            PyNode method = name.at(p.function());
            if (PySyntax.name(method.tree(), method.node()).equals(PyObjects.DERIVED)) {
              out.add(place);
            }
          }
          case Binding.Parameter p -> out.add(place);
          case Binding.Variable v when v.value() != NONE -> open.add(name.at(v.value()));
          case Binding.Variable v -> {
            for (PyNode loop : loops) {
              if (targets(loop).anyMatch(t -> PyMeanings.place(t).isSame(place))) {
                out.add(place);
                open.add(loop.child("right"));
              }
            }
          }
          case null, default -> {}
        }
      }
    }
    return out;
  }
}
