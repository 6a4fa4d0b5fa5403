package io.mcpscore.engine.program.py;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;

/** What calls give back. */
final class PyCalls {

  private final PyEvaluator evaluator;

  PyCalls(PyEvaluator evaluator) {
    this.evaluator = evaluator;
  }

  /** The value of a {@code call}. */
  Optional<PyValue> result(PyModule module, int call, Fuel fuel) {
    SyntaxTree tree = module.tree();
    int callee = tree.child(call, "function");
    if (tree.is(callee, "identifier") && tree.text(callee).equals("super")) {
      return superclass(module, call, fuel);
    }
    Optional<PyValue> value = evaluator.evaluate(module, callee, fuel);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    return switch (value.get()) {
      case PyValue.Class c -> Optional.of(new PyValue.Instance(c, module, call));
      case PyValue.Function f -> evaluator.annotations().returned(f.module(), f.node(), fuel);
      case PyValue.External e -> external(module, call, e, fuel);
      default -> Optional.empty();
    };
  }

  private Optional<PyValue> external(
      PyModule module, int call, PyValue.External callee, Fuel fuel) {
    PyArguments arguments = PyArguments.of(module.tree(), call);
    return switch (callee.name()) {
      case "functools.partial",
          "functools.wraps()",
          "staticmethod",
          "typing.cast",
          "contextlib.closing",
          "contextlib.aclosing",
          "contextlib.nullcontext",
          "contextlib.ExitStack().enter_context",
          "contextlib.AsyncExitStack().enter_context",
          "contextlib.AsyncExitStack().enter_async_context" ->
          evaluator.evaluate(
              module, arguments.at(callee.name().equals("typing.cast") ? 1 : 0), fuel);
      case "getattr" -> {
        Optional<String> name = text(module, arguments.at(1));
        yield name.isEmpty()
            ? PyEvaluator.further(callee, "()")
            : evaluator
                .evaluate(module, arguments.at(0), fuel)
                .flatMap(o -> evaluator.members().member(o, name.get(), fuel));
      }
      case "__import__", "importlib.import_module" ->
          text(module, arguments.at(0))
              .<PyValue>map(name -> new PyValue.External(name, module))
              .or(() -> PyEvaluator.further(callee, "()"));
      default -> PyEvaluator.further(callee, "()");
    };
  }

  private static Optional<String> text(PyModule module, int node) {
    return module.tree().is(node, "string")
        ? PyStrings.decode(module.tree(), node)
        : Optional.empty();
  }

  /** {@code super()} is an object of the first base that can be named. */
  private Optional<PyValue> superclass(PyModule module, int call, Fuel fuel) {
    SyntaxTree tree = module.tree();
    int type = tree.enclosing(call, "class_definition");
    if (type == NONE) {
      return Optional.empty();
    }
    for (int base : PyArguments.of(tree, type).positional()) {
      Optional<PyValue> found =
          evaluator
              .evaluate(module, base, fuel)
              .flatMap(
                  value ->
                      switch (value) {
                        case PyValue.Class c -> Optional.of(new PyValue.Instance(c, module, call));
                        case PyValue.External e -> PyEvaluator.further(e, "()");
                        default -> Optional.empty();
                      });
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
