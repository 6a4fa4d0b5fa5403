package io.mcpscore.engine.mcp.py;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.py.PyArguments;
import io.mcpscore.engine.program.py.PyParameter;
import io.mcpscore.engine.program.py.PySyntax;
import io.mcpscore.engine.syntax.Language;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is passed to parameters, over the whole program. */
final class PyCallers {

  private static final int MOST_CALLS = 200;

  private final PyNames names;
  private final Map<String, List<PyNode>> callsByName = new HashMap<>();

  /** What each function decorates, read once it is asked for. */
  private Map<PyNode, List<PyNode>> decorated;

  PyCallers(Program program) {
    this.names = new PyNames(program);
    for (SourceModule module : program.modules()) {
      if (module.file().language() == Language.PYTHON) {
        module.tree().ofKinds("call").forEach(node -> add(new PyNode(module, node)));
      }
    }
  }

  private void add(PyNode call) {
    PyNode callee = call.callee();
    String name = callee.is("attribute") ? callee.child("attribute").text() : callee.text();
    if (name.length() < 100) {
      callsByName.computeIfAbsent(name, n -> new ArrayList<>()).add(call);
    }
  }

  /** Arguments that calls of the repository pass to a parameter, in the order of the files. */
  List<PyNode> arguments(SourceModule module, Binding.Parameter parameter) {
    PyNode function = new PyNode(module, parameter.function());
    List<PyParameter> parameters = PySyntax.parameters(module.tree(), parameter.function());
    String name = PySyntax.name(module.tree(), parameter.function());
    int owner = PySyntax.classOf(module.tree(), parameter.function());
    boolean constructor = owner != NONE && name.equals("__init__");
    PyNode called = constructor ? function.at(owner) : function;
    int shift = PySyntax.takesSelf(module.tree(), parameter.function()) ? 1 : 0;

    List<PyNode> out = new ArrayList<>();
    String calledName = PySyntax.name(module.tree(), called.node());
    for (PyNode call : callsByName.getOrDefault(calledName, List.of())) {
      if (out.size() < MOST_CALLS && isCallOf(call, called)) {
        PyArguments arguments = call.arguments();
        arguments
            .find(parameters.get(parameter.index()).name(), parameter.index() - shift)
            .ifPresent(value -> out.add(call.at(value)));
      }
    }
    return out;
  }

  /** Calls of a function in the repository, in the order of the files. */
  List<PyNode> calls(PyNode function) {
    int owner = PySyntax.classOf(function.tree(), function.node());
    boolean constructor =
        owner != NONE && PySyntax.name(function.tree(), function.node()).equals("__init__");
    PyNode called = (constructor ? function.at(owner) : function).in(PyRun.ANY);
    String name = PySyntax.name(called.tree(), called.node());
    return callsByName.getOrDefault(name, List.of()).stream()
        .filter(c -> names.defined(c.callee()).filter(called::isSame).isPresent())
        .limit(MOST_CALLS)
        .toList();
  }

  /**
   * The functions and classes that a function decorates, as {@code @register} or, for a function
   * that another one gives back, as {@code @register(…)}.
   */
  List<PyNode> decorated(PyNode function) {
    if (decorated == null) {
      decorated = new HashMap<>();
      names.program().modules().stream()
          .filter(m -> m.file().language() == Language.PYTHON && m.file().role().deducts())
          .flatMap(m -> m.tree().ofKinds("decorator").mapToObj(n -> new PyNode(m, n)))
          .forEach(this::readDecorator);
    }
    return decorated.getOrDefault(function.in(PyRun.ANY), List.of());
  }

  private void readDecorator(PyNode decorator) {
    PyNode expression = decorator.named(0);
    Optional<PyNode> named = names.function(expression.callee());
    Optional<PyNode> applied = expression.is("call") ? named.flatMap(this::inner) : named;
    applied.ifPresent(
        f -> {
          List<PyNode> all = decorated.computeIfAbsent(f.in(PyRun.ANY), k -> new ArrayList<>());
          if (all.size() < MOST_CALLS) {
            all.add(decorator.parent().child("definition"));
          }
        });
  }

  /** The function inside of another one that this gives back. */
  Optional<PyNode> inner(PyNode function) {
    return function
        .child("body")
        .own(function.node())
        .filter(n -> n.is("return_statement") && n.named(0).is("identifier"))
        .map(n -> names.function(n.named(0)))
        .flatMap(Optional::stream)
        .filter(f -> f.module().equals(function.module()))
        .filter(f -> function.tree().within(f.node(), function.node()))
        .findFirst();
  }

  /** The classes that are derived from the one that says what happens then. */
  List<PyNode> derived(PyNode function) {
    int owner = PySyntax.classOf(function.tree(), function.node());
    if (owner == NONE
        || !PySyntax.name(function.tree(), function.node()).equals(PyObjects.DERIVED)) {
      return List.of();
    }
    PyNode base = function.at(owner).in(PyRun.ANY);
    return names.program().modules().stream()
        .filter(m -> m.file().language() == Language.PYTHON && m.file().role().deducts())
        .flatMap(m -> m.tree().ofKinds("class_definition").mapToObj(n -> new PyNode(m, n)))
        .filter(type -> !type.isSame(base) && names.objects().line(type).contains(base))
        .limit(MOST_CALLS)
        .toList();
  }

  private boolean isCallOf(PyNode call, PyNode called) {
    Optional<PyNode> target = names.defined(call.callee());
    return target.map(called::equals).orElse(call.callee().is("attribute"));
  }
}
