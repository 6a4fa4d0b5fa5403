package io.mcpscore.engine.program.py;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Follows expressions of Python to what they stand for. */
final class PyEvaluator {

  private static final int LONGEST_NAME = 300;

  private final PyModuleIndex index;
  private final PyMembers members;
  private final PyCalls calls;
  private final PyAnnotations annotations;
  private final PyLifespans lifespans;

  PyEvaluator(PyModuleIndex index) {
    this.index = index;
    this.lifespans = new PyLifespans(this, index.modules());
    this.members = new PyMembers(this, index);
    this.calls = new PyCalls(this);
    this.annotations = new PyAnnotations(this);
  }

  PyMembers members() {
    return members;
  }

  PyAnnotations annotations() {
    return annotations;
  }

  /** What an expression stands for; empty when it cannot be said. */
  Optional<PyValue> evaluate(PyModule module, int node, Fuel fuel) {
    if (node == NONE || !fuel.enter()) {
      return Optional.empty();
    }
    try {
      return step(module, node, fuel);
    } finally {
      fuel.leave();
    }
  }

  private Optional<PyValue> step(PyModule module, int node, Fuel fuel) {
    SyntaxTree tree = module.tree();
    return switch (tree.kind(node)) {
      case "identifier" -> identifier(module, node, fuel);
      case "attribute" -> attribute(module, node, fuel);
      case "dotted_name" -> dotted(module, node, fuel);
      case "call" -> calls.result(module, node, fuel);
      case "subscript" -> members.item(module, node, fuel);
      case "parenthesized_expression", "await", "type" ->
          evaluate(module, tree.namedChild(node, 0), fuel);
      case "named_expression" -> evaluate(module, tree.child(node, "value"), fuel);
      case "conditional_expression" ->
          evaluate(module, tree.namedChild(node, 0), fuel)
              .filter(v -> !isNone(v))
              .or(() -> evaluate(module, tree.namedChild(node, 2), fuel));
      case "boolean_operator" ->
          evaluate(module, tree.child(node, "left"), fuel)
              .filter(v -> !isNone(v))
              .or(() -> evaluate(module, tree.child(node, "right"), fuel));
      case "binary_operator" -> operation(module, node, fuel);
      case "function_definition", "lambda" -> Optional.of(new PyValue.Function(module, node));
      case "class_definition" -> Optional.of(new PyValue.Class(module, node));
      default -> Optional.of(new PyValue.Expression(module, node));
    };
  }

  private Optional<PyValue> attribute(PyModule module, int node, Fuel fuel) {
    SyntaxTree tree = module.tree();
    String name = tree.text(tree.child(node, "attribute"));
    Optional<PyValue> kept =
        name.equals(PyLifespans.MEMBER) ? lifespans.kept(fuel) : Optional.empty();
    return kept.isPresent()
        ? kept
        : evaluate(module, tree.child(node, "object"), fuel)
            .flatMap(o -> members.member(o, name, fuel));
  }

  private static boolean isNone(PyValue value) {
    return value instanceof PyValue.Expression e && e.module().tree().is(e.node(), "none");
  }

  /** {@code Path(a) / b} stays a path; any other operation is an expression of its own. */
  private Optional<PyValue> operation(PyModule module, int node, Fuel fuel) {
    SyntaxTree tree = module.tree();
    if (tree.text(tree.child(node, "operator")).equals("/")) {
      Optional<PyValue> left =
          evaluate(module, tree.child(node, "left"), fuel)
              .filter(v -> v instanceof PyValue.External e && e.name().startsWith("pathlib.Path"));
      if (left.isPresent()) {
        return left;
      }
    }
    return Optional.of(new PyValue.Expression(module, node));
  }

  private Optional<PyValue> dotted(PyModule module, int node, Fuel fuel) {
    int[] parts = module.tree().namedChildren(node).toArray();
    Optional<PyValue> value =
        parts.length == 0 ? Optional.empty() : identifier(module, parts[0], fuel);
    for (int i = 1; i < parts.length; i++) {
      String name = module.tree().text(parts[i]);
      value = value.flatMap(v -> members.member(v, name, fuel));
    }
    return value;
  }

  private Optional<PyValue> identifier(PyModule module, int node, Fuel fuel) {
    Optional<Binding> binding = module.binding(node);
    return binding.isPresent()
        ? bound(module, binding.get(), fuel)
        : unbound(module, module.tree().text(node), fuel);
  }

  /** A name as it stands in a text, such as an annotation in quotes. */
  Optional<PyValue> name(PyModule module, int at, String name, Fuel fuel) {
    Optional<Binding> binding = module.lookup(at, name);
    return binding.isPresent() ? bound(module, binding.get(), fuel) : unbound(module, name, fuel);
  }

  /** A name that no scope binds: from a starred import, or built in. */
  private Optional<PyValue> unbound(PyModule module, String name, Fuel fuel) {
    Optional<PyValue> starred = starred(module, name, fuel);
    return starred.isPresent() ? starred : Optional.of(new PyValue.External(name, null));
  }

  private Optional<PyValue> starred(PyModule module, String name, Fuel fuel) {
    for (String specifier : module.stars()) {
      Optional<PyModule> source = index.find(module, specifier);
      if (source.isPresent()) {
        Optional<PyValue> found = exported(source.get(), name, fuel);
        if (found.isPresent()) {
          return found;
        }
      } else if (!PyBuiltins.contains(name)) {
        return Optional.of(new PyValue.External(specifier + "." + name, null));
      }
    }
    return Optional.empty();
  }

  /** What a module offers under a name, also by {@code from x import *}. */
  Optional<PyValue> exported(PyModule module, String name, Fuel fuel) {
    if (!fuel.enter()) {
      return Optional.empty();
    }
    try {
      Optional<Binding> binding = module.export(name);
      return binding.isPresent() ? bound(module, binding.get(), fuel) : starred(module, name, fuel);
    } finally {
      fuel.leave();
    }
  }

  /** What a binding of a module stands for. */
  Optional<PyValue> bound(PyModule module, Binding binding, Fuel fuel) {
    return switch (binding) {
      case Binding.Function f -> Optional.of(new PyValue.Function(module, f.node()));
      case Binding.Class c -> Optional.of(new PyValue.Class(module, c.node()));
      case Binding.Import i -> imported(module, i, fuel);
      case Binding.Parameter p -> annotations.parameter(module, p, fuel);
      case Binding.Variable v -> variable(module, v, fuel);
    };
  }

  private Optional<PyValue> variable(PyModule module, Binding.Variable variable, Fuel fuel) {
    Optional<PyValue> value = evaluate(module, variable.value(), fuel);
    if (value.isPresent() && !isNone(value.get())) {
      return value;
    }
    if (variable.value() == NONE) {
      Optional<PyValue> same = alike(module, module.values(variable.declaration()), fuel);
      if (same.isPresent()) {
        return same;
      }
    }
    int parent = module.tree().parent(variable.declaration());
    if (module.tree().is(parent, "pattern_list") || module.tree().is(parent, "tuple_pattern")) {
      return variable.value() == NONE
          ? unpacked(module, variable.declaration(), parent, fuel)
          : Optional.empty();
    }
    return module.tree().is(parent, "assignment")
        ? annotations.instance(module, module.tree().child(parent, "type"), fuel)
        : taken(module, variable.declaration(), fuel);
  }

  /**
   * The object that a name stands for on every branch: {@code client = connect()} in each of them.
   */
  private Optional<PyValue> alike(PyModule module, List<Integer> values, Fuel fuel) {
    Optional<PyValue> first = Optional.empty();
    for (int value : values) {
      Optional<PyValue> found = evaluate(module, value, fuel).filter(PyEvaluator::isObject);
      boolean other =
          first.isPresent() && !type(first.get()).equals(found.map(PyEvaluator::type).orElse(null));
      if (found.isEmpty() || other) {
        return Optional.empty();
      }
      first = first.isPresent() ? first : found;
    }
    return first;
  }

  private static boolean isObject(PyValue value) {
    return value instanceof PyValue.Instance
        || (value instanceof PyValue.External e && e.name().contains("()"));
  }

  private static Object type(PyValue object) {
    return object instanceof PyValue.Instance i ? i.type() : object;
  }

  /** {@code a, b = make()}: functions that another one gives back together. */
  private Optional<PyValue> taken(PyModule module, int name, Fuel fuel) {
    SyntaxTree tree = module.tree();
    int pattern = tree.parent(name);
    int assignment = tree.parent(pattern);
    if (!tree.is(pattern, "pattern_list") || !tree.is(assignment, "assignment")) {
      return Optional.empty();
    }
    int[] names = tree.namedChildren(pattern).toArray();
    int at = Arrays.binarySearch(names, name);
    return evaluate(module, tree.child(assignment, "right"), fuel)
        .flatMap(
            value ->
                value instanceof PyValue.Expression e && at >= 0
                    ? item(e, at, names.length, fuel)
                    : Optional.empty())
        .filter(PyValue.Function.class::isInstance);
  }

  private Optional<PyValue> item(PyValue.Expression list, int at, int length, Fuel fuel) {
    SyntaxTree tree = list.module().tree();
    boolean literal = tree.is(list.node(), "tuple") || tree.is(list.node(), "expression_list");
    int[] items = literal ? tree.namedChildren(list.node()).toArray() : new int[0];
    return items.length == length ? evaluate(list.module(), items[at], fuel) : Optional.empty();
  }

  /** One of several names that are given the items of a tuple, such as a function gives back. */
  private Optional<PyValue> unpacked(PyModule module, int name, int pattern, Fuel fuel) {
    SyntaxTree tree = module.tree();
    int assignment = tree.parent(pattern);
    if (!tree.is(assignment, "assignment") || !module.isOnlyDeclaration(name)) {
      return Optional.empty();
    }
    int[] names = tree.namedChildren(pattern).toArray();
    Optional<PyValue> value = evaluate(module, tree.child(assignment, "right"), fuel);
    if (!(value.orElse(null) instanceof PyValue.Expression e)) {
      return Optional.empty();
    }
    SyntaxTree home = e.module().tree();
    boolean items = home.is(e.node(), "tuple") || home.is(e.node(), "expression_list");
    int[] given = items ? home.namedChildren(e.node()).toArray() : new int[0];
    for (int i = 0; i < given.length && given.length == names.length; i++) {
      boolean spread =
          tree.kind(names[i]).startsWith("list_splat") || home.is(given[i], "list_splat");
      if (spread) {
        return Optional.empty();
      }
      if (names[i] == name) {
        return evaluate(e.module(), given[i], fuel);
      }
    }
    return Optional.empty();
  }

  private Optional<PyValue> imported(PyModule module, Binding.Import binding, Fuel fuel) {
    String specifier = binding.specifier();
    Optional<PyModule> source = index.find(module, specifier);
    if (binding.name().equals("*")) {
      return Optional.of(
          source
              .<PyValue>map(PyValue.Module::new)
              .orElseGet(() -> new PyValue.External(specifier, module)));
    }
    Optional<PyValue> found =
        source
            .filter(s -> s != module || !specifier.equals("."))
            .flatMap(s -> exported(s, binding.name(), fuel));
    if (found.isPresent()) {
      return found;
    }
    String separator = specifier.endsWith(".") ? "" : ".";
    String full = specifier + separator + binding.name();
    Optional<PyModule> submodule = index.find(module, full);
    return submodule.isPresent()
        ? submodule.map(PyValue.Module::new)
        : Optional.of(new PyValue.External(full, source.isPresent() ? null : module));
  }

  /** An external value one member or call further; empty when the chain is beyond reason. */
  static Optional<PyValue> further(PyValue.External from, String suffix) {
    String name = from.name() + suffix;
    return name.length() > LONGEST_NAME
        ? Optional.empty()
        : Optional.of(new PyValue.External(name, null));
  }
}
