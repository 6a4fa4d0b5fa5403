package io.mcpscore.engine.mcp.py;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Binding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Expands an expression to the items of the list that it makes: literals, sums, comprehensions over
 * known lists, variables with everything that is appended to them, functions that return lists.
 */
final class PyItems {

  private static final int DEEPEST = 12;
  private static final int MOST_ITEMS = 2_000;

  /** Of all kinds, so that lists of lists of calls come to an end. */
  private static final int MOST_STEPS = 50_000;

  private final PyNames names;
  private final PyTables tables;
  private final PyRuns runs;
  private int steps;
  private final Set<PyNode> seen = new HashSet<>();
  private final List<PyNode> items = new ArrayList<>();
  private boolean complete = true;

  PyItems(PyNames names, PyTables tables, PyRuns runs) {
    this.names = names;
    this.tables = tables;
    this.runs = runs;
  }

  /** Items that were found, in order. */
  List<PyNode> items() {
    return items;
  }

  /** Whether nothing had to be left out. */
  boolean isComplete() {
    return complete;
  }

  /** Adds what a function returns. */
  void addReturns(PyNode function) {
    returns(function, DEEPEST);
  }

  private void returns(PyNode function, int depth) {
    if (function.is("lambda")) {
      expand(function.child("body"), depth - 1);
      return;
    }
    function
        .child("body")
        .own(function.node())
        .filter(n -> n.is("return_statement") || n.is("yield"))
        .forEach(n -> expand(n.named(0), depth - 1));
  }

  private void expand(PyNode start, int depth) {
    PyNode node = start.unwrapped();
    if (!node.isPresent() || node.is("none")) {
      return;
    }
    if (depth <= 0 || items.size() >= MOST_ITEMS || steps++ > MOST_STEPS) {
      complete = false;
      return;
    }
    PyNode given = node.run() == PyRun.ANY ? node : names.meaning(node);
    if (!given.isSame(node) && !node.is("call")) {
      expand(given, depth - 1);
      return;
    }
    switch (node.kind()) {
      case "list", "tuple", "set", "expression_list" ->
          node.children().forEach(c -> element(c, depth - 1));
      case "list_comprehension", "generator_expression" -> comprehension(node, depth);
      case "dictionary" -> node.children().forEach(c -> expand(c.child("value"), depth - 1));
      case "call" -> call(node, depth);
      case "binary_operator", "boolean_operator" -> {
        expand(node.child("left"), depth - 1);
        expand(node.child("right"), depth - 1);
      }
      case "conditional_expression" -> {
        expand(node.named(0), depth - 1);
        expand(node.named(2), depth - 1);
      }
      case "identifier" -> variable(node, depth);
      case "attribute", "subscript" -> member(node, depth);
      default -> complete = false;
    }
  }

  /** One element of a list: a spread, an item, or a name for an item. */
  private void element(PyNode element, int depth) {
    if (element.is("list_splat")) {
      expand(element.named(0), depth);
      return;
    }
    PyNode value = element.unwrapped();
    if (value.is("identifier") || value.is("attribute") || value.is("subscript")) {
      value = named(value);
    } else if (value.is("call")) {
      Optional<PyNode> function = names.function(value.callee());
      if (function.isPresent()) {
        returned(function.get().in(PyMeanings.entered(function.get(), value)), depth);
        return;
      }
    }
    add(value);
  }

  /** What a name for an item stands for; an object from outside the repository is its call. */
  private PyNode named(PyNode name) {
    PyNode meant = name.run() == PyRun.ANY ? name : names.meaning(name);
    return meant.is("call") ? meant : names.defined(name).filter(v -> !v.is("module")).orElse(name);
  }

  private void returned(PyNode function, int depth) {
    if (depth > 0 && steps++ < MOST_STEPS) {
      function
          .child("body")
          .own(function.node())
          .filter(n -> n.is("return_statement"))
          .forEach(n -> element(n.named(0), depth - 1));
    }
  }

  private void add(PyNode item) {
    if (item.is("call") || item.is("dictionary")) {
      items.add(item);
    } else {
      complete = false;
    }
  }

  private void comprehension(PyNode node, int depth) {
    PyNode body = node.named(0).unwrapped();
    PyNode loop = node.named(1);
    String variable = loop.child("left").text();
    boolean unpacked =
        body.is("call") && body.child("arguments").text().equals("(**" + variable + ")");
    if (body.text().equals(variable) || unpacked) {
      expand(loop.child("right"), depth - 1);
    } else if (body.is("call") && !usesLoopVariable(body, loop)) {
      add(body);
    } else {
      List<PyRun> turns = tables.turns(node);
      turns.forEach(run -> element(body.in(run), depth - 1));
      complete &= !turns.isEmpty();
    }
  }

  private static boolean usesLoopVariable(PyNode body, PyNode loop) {
    Set<String> variables =
        loop.child("left")
            .subtree()
            .filter(n -> n.is("identifier"))
            .map(PyNode::text)
            .collect(Collectors.toSet());
    return body.subtree().anyMatch(n -> n.is("identifier") && variables.contains(n.text()));
  }

  private void call(PyNode call, int depth) {
    PyNode callee = call.callee();
    Optional<PyNode> function = names.function(callee);
    if (function.isPresent()) {
      if (seen.add(function.get())) {
        returns(function.get(), depth - 1);
      }
      return;
    }
    String name = names.simpleName(callee);
    PyNode first = call.at(call.arguments().at(0));
    switch (name) {
      case "list", "tuple", "sorted" -> expand(first, depth - 1);
      case "ServerResult" -> expand(first.isPresent() ? first : call.argument("root"), depth - 1);
      case "ListToolsResult", "ListPromptsResult", "ListResourcesResult" ->
          call.arguments()
              .keywords()
              .forEach(
                  (key, value) -> {
                    if (!key.equals("nextCursor") && !key.equals("next_cursor")) {
                      expand(call.at(value), depth - 1);
                    }
                  });
      default -> {
        boolean view = callee.is("attribute") && name.matches("values|copy");
        if (view) {
          expand(callee.child("object"), depth - 1);
        } else {
          complete = false;
        }
      }
    }
  }

  private void variable(PyNode name, int depth) {
    Optional<Binding> binding = name.module().binding(name.node());
    if (binding.isPresent() && binding.get() instanceof Binding.Variable v) {
      PyNode declaration = name.at(v.declaration());
      if (seen.add(declaration)) {
        assignments(name, declaration, depth);
      }
      return;
    }
    member(name, depth);
  }

  /** All assignments, additions and appends to one variable. */
  private void assignments(PyNode use, PyNode declaration, int depth) {
    PyNode root = use.at(0);
    root.subtree()
        .filter(n -> n.is("identifier") && n.text().equals(use.text()))
        .filter(n -> isSameVariable(n, declaration))
        .forEach(
            n -> {
              PyNode parent = n.parent();
              boolean target = parent.is("assignment") || parent.is("augmented_assignment");
              if (target && parent.child("left").equals(n)) {
                expand(parent.child("right"), depth - 1);
              } else {
                appended(n, depth);
              }
            });
  }

  private static boolean isSameVariable(PyNode name, PyNode declaration) {
    return name.module().binding(name.node()).orElse(null) instanceof Binding.Variable v
        && v.declaration() == declaration.node();
  }

  /** {@code x.append(item)}, {@code x.extend(list)}, {@code x[key] = item}. */
  private void appended(PyNode list, int depth) {
    PyNode access = list.parent();
    if (access.is("subscript")
        && access.parent().is("assignment")
        && access.parent().child("left").equals(access)) {
      element(access.parent().child("right"), depth - 1);
      return;
    }
    PyNode call = access.parent();
    if (!access.is("attribute") || !call.is("call") || !call.callee().equals(access)) {
      return;
    }
    if (call.arguments().positional().isEmpty()) {
      return;
    }
    for (PyNode run : runs.of(call, List.of(call.child("arguments")))) {
      appended(access, run, depth);
    }
  }

  private void appended(PyNode access, PyNode call, int depth) {
    PyNode argument = call.at(call.arguments().at(0));
    switch (access.child("attribute").text()) {
      case "append", "insert" ->
          element(
              access.child("attribute").text().equals("insert")
                  ? call.at(call.arguments().at(1))
                  : argument,
              depth - 1);
      case "extend" -> expand(argument, depth - 1);
      default -> {}
    }
  }

  /** A member or imported name: its value, and what the module that holds it appends. */
  private void member(PyNode node, int depth) {
    Optional<PyNode> defined = names.defined(node).filter(d -> !d.equals(node));
    if (defined.isEmpty() || !seen.add(defined.get())) {
      complete &= defined.isPresent();
      return;
    }
    PyNode value = defined.get();
    if (value.is("class_definition") || value.is("module")) {
      complete = false;
      return;
    }
    expand(value, depth - 1);
    PyNode target = value.parent().is("assignment") ? value.parent().child("left") : value.at(NONE);
    if (target.isPresent()) {
      value
          .at(0)
          .subtree()
          .filter(n -> n.is(target.kind()) && n.text().equals(target.text()) && !n.equals(target))
          .forEach(n -> appended(n, depth));
    }
  }
}
