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

  private boolean isCallOf(PyNode call, PyNode called) {
    Optional<PyNode> target = names.defined(call.callee());
    return target.map(called::equals).orElse(call.callee().is("attribute"));
  }
}
