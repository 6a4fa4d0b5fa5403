package io.mcpscore.engine.program.py;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What annotations say about parameters, variables and results. */
final class PyAnnotations {

  /** Wrappers whose first argument is the type itself. */
  private static final Set<String> TRANSPARENT =
      Set.of("Optional", "Annotated", "Final", "ClassVar", "Union", "type", "Type");

  private final PyEvaluator evaluator;

  PyAnnotations(PyEvaluator evaluator) {
    this.evaluator = evaluator;
  }

  /** What a parameter holds: an object of its type, or {@code self}. */
  Optional<PyValue> parameter(PyModule module, Binding.Parameter binding, Fuel fuel) {
    SyntaxTree tree = module.tree();
    PyParameter parameter = PySyntax.parameters(tree, binding.function()).get(binding.index());
    if (parameter.type() != NONE && parameter.kind() != PyParameter.Kind.REST) {
      int type = typeOf(tree, parameter.type());
      return type != NONE ? type(module, type, fuel) : instance(module, parameter.type(), fuel);
    }
    if (binding.index() == 0 && PySyntax.takesSelf(tree, binding.function())) {
      int owner = PySyntax.classOf(tree, binding.function());
      PyValue.Class type = new PyValue.Class(module, owner);
      return Optional.of(
          PySyntax.hasDecorator(tree, binding.function(), "classmethod")
              ? type
              : new PyValue.Instance(type, module, owner));
    }
    return parameter.hasDefault() && !tree.is(parameter.value(), "none")
        ? evaluator.evaluate(module, parameter.value(), fuel).filter(PyAnnotations::isObject)
        : Optional.empty();
  }

  /** The {@code T} of {@code type[T]}, or {@code NONE}. */
  private static int typeOf(SyntaxTree tree, int annotation) {
    int node = PySyntax.unwrap(tree, annotation);
    boolean generic = tree.is(node, "generic_type") || tree.is(node, "subscript");
    boolean type = generic && tree.text(tree.namedChild(node, 0)).matches("(?:typing\\.)?[tT]ype");
    int list = type ? tree.namedChild(node, 1) : NONE;
    return tree.is(list, "type_parameter") ? tree.namedChild(list, 0) : list;
  }

  /** A default tells the type of what will be passed, but a literal default is not its value. */
  private static boolean isObject(PyValue value) {
    return !(value instanceof PyValue.Expression);
  }

  /** An object of an annotated type. */
  Optional<PyValue> instance(PyModule module, int annotation, Fuel fuel) {
    return type(module, annotation, fuel)
        .flatMap(
            value ->
                switch (value) {
                  case PyValue.Class c -> Optional.of(new PyValue.Instance(c, module, annotation));
                  case PyValue.External e when !PyBuiltins.contains(e.name()) && !isTyping(e) ->
                      PyEvaluator.further(e, "()");
                  default -> Optional.empty();
                });
  }

  private static boolean isTyping(PyValue.External type) {
    return type.name().startsWith("typing.") || type.name().startsWith("collections.");
  }

  /** The class that an annotation names, without {@code None} and wrappers. */
  Optional<PyValue> type(PyModule module, int annotation, Fuel fuel) {
    SyntaxTree tree = module.tree();
    int node = PySyntax.unwrap(tree, annotation);
    if (node == NONE || !fuel.enter()) {
      return Optional.empty();
    }
    try {
      return switch (tree.kind(node)) {
        case "identifier", "attribute" -> evaluator.evaluate(module, node, fuel);
        case "generic_type", "subscript" -> generic(module, node, fuel);
        case "union_type", "binary_operator" -> firstOf(module, tree.namedChildren(node), fuel);
        case "string" ->
            PyStrings.decode(tree, node)
                .map(text -> text.replace(" | None", "").strip())
                .filter(text -> text.matches("[A-Za-z_][\\w.]{0,200}"))
                .flatMap(text -> quoted(module, node, text, fuel));
        default -> Optional.empty();
      };
    } finally {
      fuel.leave();
    }
  }

  private Optional<PyValue> generic(PyModule module, int node, Fuel fuel) {
    SyntaxTree tree = module.tree();
    int head = tree.namedChild(node, 0);
    String name = tree.text(head);
    if (!TRANSPARENT.contains(name.substring(name.lastIndexOf('.') + 1))) {
      return evaluator.evaluate(module, head, fuel);
    }
    int list = tree.namedChild(node, 1);
    return tree.is(list, "type_parameter")
        ? firstOf(module, tree.namedChildren(list), fuel)
        : firstOf(module, tree.namedChildren(node).skip(1), fuel);
  }

  private Optional<PyValue> firstOf(PyModule module, IntStream types, Fuel fuel) {
    for (int type : types.toArray()) {
      Optional<PyValue> found = type(module, type, fuel);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<PyValue> quoted(PyModule module, int at, String dotted, Fuel fuel) {
    List<String> parts = List.of(dotted.split("\\."));
    Optional<PyValue> value = evaluator.name(module, at, parts.getFirst(), fuel);
    for (String part : parts.subList(1, parts.size())) {
      value = value.flatMap(v -> evaluator.members().member(v, part, fuel));
    }
    return value;
  }

  /** What a function gives back: by its annotation, else by its only {@code return}. */
  Optional<PyValue> returned(PyModule module, int function, Fuel fuel) {
    SyntaxTree tree = module.tree();
    if (tree.is(function, "lambda")) {
      return evaluator.evaluate(module, tree.child(function, "body"), fuel);
    }
    Optional<PyValue> declared = instance(module, tree.child(function, "return_type"), fuel);
    if (declared.isPresent()) {
      return declared;
    }
    boolean manager = isContextManager(tree, function);
    Optional<PyValue> managed =
        manager ? yielded(module, tree.child(function, "return_type"), fuel) : Optional.empty();
    if (managed.isPresent()) {
      return managed;
    }
    String giving = manager ? "yield" : "return_statement";
    int only = NONE;
    int body = tree.child(function, "body");
    for (int node = Math.max(body, 0); body != NONE && node < tree.subtreeEnd(body); node++) {
      if (tree.is(node, giving)
          && PySyntax.enclosingFunction(tree, node) == function
          && tree.namedChild(node, 0) != NONE) {
        if (only != NONE) {
          return Optional.empty();
        }
        only = tree.namedChild(node, 0);
      }
    }
    return evaluator.evaluate(module, only, fuel);
  }

  /** Whether {@code with} binds what the function yields. */
  private static boolean isContextManager(SyntaxTree tree, int function) {
    return Stream.of("contextmanager", "asynccontextmanager")
        .anyMatch(
            name ->
                PySyntax.hasDecorator(tree, function, name)
                    || PySyntax.hasDecorator(tree, function, "contextlib." + name));
  }

  /** An object of the {@code T} of {@code Iterator[T]}. */
  private Optional<PyValue> yielded(PyModule module, int annotation, Fuel fuel) {
    SyntaxTree tree = module.tree();
    int type = PySyntax.unwrap(tree, annotation);
    int list = type == NONE ? NONE : tree.namedChild(type, 1);
    int item = tree.is(list, "type_parameter") ? tree.namedChild(list, 0) : list;
    return item == NONE ? Optional.empty() : instance(module, item, fuel);
  }
}
