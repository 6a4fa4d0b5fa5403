package io.mcpscore.engine.mcp.py;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.py.PyParameter;
import io.mcpscore.engine.program.py.PySyntax;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes a function apart that serves many names: {@code match name}, chains of {@code if name ==},
 * tables of functions, and functions that it hands the name on to.
 */
final class PyDispatch {

  private static final int DEEPEST = 4;

  private final PyNames names;
  private final PyHandlers handlers;
  private final PyLookups found;

  /** Functions that are read for one answer; tables of more are of functions for one name each. */
  private static final int MOST_INSIDE = 200;

  private final Map<String, Handler> branches = new LinkedHashMap<>();
  private final Set<String> methods = new TreeSet<>();
  private final List<PyNode> lookups = new ArrayList<>();
  private final Set<PyNode> visited = new HashSet<>();

  PyDispatch(PyNames names, PyHandlers handlers, PyLookups found) {
    this.names = names;
    this.handlers = handlers;
    this.found = found;
  }

  /** The handler of each name that the code tests for. */
  Map<String, Handler> branches() {
    return branches;
  }

  /** Methods that the code calls on objects that cannot be told. */
  Set<String> methods() {
    return methods;
  }

  /** Texts with the name in them that members are looked up by, as in {@code getattr}. */
  List<PyNode> lookups() {
    return lookups;
  }

  /**
   * Reads a dispatching function.
   *
   * @param nameParameter position of the parameter that is the name, or that holds it as member
   *     {@code name}
   */
  void read(PyNode function, int nameParameter) {
    read(function, nameParameter, agentParameters(function, nameParameter), DEEPEST);
  }

  private void read(PyNode function, int nameParameter, List<Integer> agent, int depth) {
    if (depth == 0 || !visited.add(function)) {
      return;
    }
    PyRequestedName name = new PyRequestedName(function, nameParameter);
    for (PyNode node : function.child("body").subtree().toList()) {
      switch (node.kind()) {
        case "match_statement" -> match(node, name, agent);
        case "if_statement", "elif_clause" -> condition(node, name, agent);
        case "if_clause" -> search(node, name, agent);
        case "subscript" -> {
          if (name.is(node.child("subscript"))) {
            add(found.inTable(function, node, node.child("value")), name, agent);
          }
        }
        case "call" -> call(node, name, agent, depth);
        default -> {}
      }
    }
  }

  /** The name itself is fixed within a branch; where it is a member, its holder is the request. */
  private List<Integer> agentParameters(PyNode function, int nameParameter) {
    List<Integer> out = new ArrayList<>(handlers.agentParameters(function, Set.of()));
    if (out.size() > 1) {
      out.remove(Integer.valueOf(nameParameter));
    }
    return out;
  }

  /** {@code match name}, also with other values beside it: {@code match name, arguments}. */
  private void match(PyNode match, PyRequestedName name, List<Integer> agent) {
    List<PyNode> subjects =
        match.children().stream().filter(c -> !c.isSame(match.child("body"))).toList();
    boolean tuple = subjects.size() == 1 && subjects.getFirst().is("tuple");
    List<PyNode> parts = tuple ? subjects.getFirst().children() : subjects;
    int place = 0;
    while (place < parts.size() && !name.is(parts.get(place))) {
      place++;
    }
    if (place == parts.size()) {
      return;
    }
    for (PyNode clause : match.child("body").children()) {
      List<PyNode> patterns = clause.children().stream().filter(c -> c.is("case_pattern")).toList();
      if (tuple && patterns.size() == 1) {
        patterns = patterns.getFirst().named(0).children();
      }
      List<PyNode> own =
          parts.size() == 1
              ? patterns
              : place < patterns.size() ? List.of(patterns.get(place)) : List.<PyNode>of();
      own.stream()
          .flatMap(PyNode::subtree)
          .filter(n -> n.kind().matches("string|concatenated_string|dotted_name"))
          .forEach(
              n -> put(names.constant(n), clause.child("consequence"), name.function(), agent));
    }
  }

  /** What is looked up; where the same function answers to several names, its branch for each. */
  private void add(Map<String, PyLookups.Found> more, PyRequestedName name, List<Integer> agent) {
    Map<PyNode, PyDispatch> inner = new HashMap<>();
    more.forEach(
        (text, to) -> {
          PyDispatch dispatch =
              inner.computeIfAbsent(to.function().in(PyRun.ANY), f -> inside(to, name, agent));
          branches.putIfAbsent(text, dispatch.branches.getOrDefault(text, to.handler()));
        });
  }

  private PyDispatch inside(PyLookups.Found to, PyRequestedName name, List<Integer> agent) {
    PyDispatch out = new PyDispatch(names, handlers, found);
    out.visited.addAll(visited);
    if (to.call().is("call") && visited.size() < MOST_INSIDE) {
      out.handOver(to.call(), to.function(), name, agent, DEEPEST);
      visited.addAll(out.visited);
    }
    return out;
  }

  /** {@code … for tool in tools if tool.name == name}. */
  private void search(PyNode clause, PyRequestedName name, List<Integer> agent) {
    for (PyNode test : clause.subtree().filter(n -> n.is("comparison_operator")).toList()) {
      List<PyNode> sides = test.children();
      if (sides.size() == 2 && test.child("operators").text().equals("==")) {
        boolean left = name.is(sides.get(0));
        if (left != name.is(sides.get(1))) {
          add(found.searched(name.function(), sides.get(left ? 1 : 0)), name, agent);
        }
      }
    }
  }

  private void put(JsonNode name, PyNode region, PyNode function, List<Integer> agent) {
    if (name.isTextual() && region.isPresent()) {
      branches.putIfAbsent(
          name.textValue(), new Handler(function.module(), function.node(), region.node(), agent));
    }
  }

  private void condition(PyNode branch, PyRequestedName name, List<Integer> agent) {
    PyNode condition = branch.child("condition");
    for (PyNode test : condition.subtree().filter(n -> n.is("comparison_operator")).toList()) {
      List<PyNode> sides = test.children();
      String operator = test.child("operators").text();
      if (sides.size() != 2) {
        continue;
      }
      boolean leftName = name.is(sides.get(0));
      boolean rightName = name.is(sides.get(1));
      PyNode other = leftName ? sides.get(1) : sides.get(0);
      if (leftName == rightName || isNegated(test, condition)) {
        continue;
      }
      PyNode function = name.function();
      switch (operator) {
        case "==", "is" -> {
          put(names.constant(other), branch.child("consequence"), function, agent);
          add(found.searched(function, other), name, agent);
        }
        case "in" ->
            names
                .constant(other)
                .forEach(n -> put(n, branch.child("consequence"), function, agent));
        case "!=" -> put(names.constant(other), function.child("body"), function, agent);
        default -> {}
      }
    }
  }

  private static boolean isNegated(PyNode test, PyNode condition) {
    for (PyNode at = test; at.isPresent() && !at.equals(condition); at = at.parent()) {
      if (at.parent().is("not_operator")) {
        return true;
      }
    }
    return false;
  }

  private void lookup(PyNode start, PyRequestedName name) {
    boolean local =
        start.is("identifier")
            && start.module().binding(start.node()).orElse(null) instanceof Binding.Variable;
    PyNode text = local ? names.defined(start).orElse(start) : start;
    if (text.subtree().anyMatch(n -> n.is("identifier") && name.is(n))) {
      lookups.add(text);
    }
  }

  /** {@code table.get(name)}, or a function of the repository that gets the name. */
  private void call(PyNode call, PyRequestedName name, List<Integer> agent, int depth) {
    List<Integer> arguments = call.arguments().positional();
    PyNode callee = call.callee();
    boolean lookup = callee.is("attribute") && callee.child("attribute").text().equals("get");
    if (lookup && !arguments.isEmpty() && name.is(call.at(arguments.getFirst()))) {
      add(found.inTable(name.function(), call, callee.child("object")), name, agent);
      return;
    }
    if (callee.text().equals("getattr") && arguments.size() > 1) {
      lookup(call.at(arguments.get(1)), name);
      return;
    }
    Optional<PyNode> function = names.function(callee);
    if (callee.is("attribute") && names.target(callee).isEmpty()) {
      methods.add(callee.child("attribute").text());
    }
    function.ifPresent(f -> handOver(call, f, name, agent, depth));
  }

  /** Reads a function too that a call hands the name on to. */
  private void handOver(
      PyNode call, PyNode target, PyRequestedName name, List<Integer> agent, int depth) {
    List<PyParameter> parameters = PySyntax.parameters(target.tree(), target.node());
    int shift = PySyntax.takesSelf(target.tree(), target.node()) ? 1 : 0;
    for (int i = 0; i < parameters.size(); i++) {
      int value = call.arguments().find(parameters.get(i).name(), i - shift).orElse(NONE);
      boolean passes = i >= shift && value != NONE && name.is(call.at(value));
      if (passes) {
        read(target, i, handedOn(call, target, i, new Agent(name.function(), agent)), depth - 1);
        return;
      }
    }
  }

  /** What of a function's parameters is the agent's. */
  private record Agent(PyNode function, List<Integer> parameters) {

    /** Whether an expression may be: what the function has from outside of it is not. */
    boolean mayGive(PyNode expression) {
      PyNode head = expression.unwrapped();
      while (head.is("attribute")) {
        head = head.child("object").unwrapped();
      }
      if (!head.is("identifier")) {
        return true;
      }
      return switch (head.module().binding(head.node()).orElse(null)) {
        case Binding.Parameter p ->
            p.function() == function.node() && parameters.contains(p.index());
        case Binding.Variable v -> function.tree().within(v.declaration(), function.node());
        case null, default -> false;
      };
    }
  }

  /** Parameters of the next function, without those that the server fills: {@code run(cfg, …)}. */
  private List<Integer> handedOn(PyNode call, PyNode target, int nameParameter, Agent agent) {
    List<PyParameter> parameters = PySyntax.parameters(target.tree(), target.node());
    int shift = PySyntax.takesSelf(target.tree(), target.node()) ? 1 : 0;
    return agentParameters(target, nameParameter).stream()
        .filter(
            i -> {
              int value = call.arguments().find(parameters.get(i).name(), i - shift).orElse(NONE);
              return value == NONE || i == nameParameter || agent.mayGive(call.at(value));
            })
        .toList();
  }
}
