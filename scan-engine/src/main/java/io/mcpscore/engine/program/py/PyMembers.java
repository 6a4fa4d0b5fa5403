package io.mcpscore.engine.program.py;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;

/** Follows {@code a.b} and {@code a["b"]}. */
final class PyMembers {

  private final PyEvaluator evaluator;
  private final PyModuleIndex index;

  PyMembers(PyEvaluator evaluator, PyModuleIndex index) {
    this.evaluator = evaluator;
    this.index = index;
  }

  /** The member of a value. */
  Optional<PyValue> member(PyValue owner, String name, Fuel fuel) {
    return switch (owner) {
      case PyValue.Module m -> ofModule(m.module(), name, fuel);
      case PyValue.Class c -> ofClass(c, name, false, fuel);
      case PyValue.Instance i -> ofClass(i.type(), name, true, fuel);
      case PyValue.External e -> ofExternal(e, name);
      case PyValue.Function f -> Optional.empty();
      case PyValue.Expression e -> Optional.empty();
    };
  }

  private Optional<PyValue> ofModule(PyModule module, String name, Fuel fuel) {
    return evaluator
        .exported(module, name, fuel)
        .or(
            () ->
                index
                    .find(module, "." + name)
                    .filter(m -> isPackage(module))
                    .map(PyValue.Module::new));
  }

  private static boolean isPackage(PyModule module) {
    return module.file().path().endsWith("__init__.py");
  }

  /** {@code a.b} of {@code import a.b} may be a file though {@code a} has no {@code __init__}. */
  private Optional<PyValue> ofExternal(PyValue.External owner, String name) {
    if (owner.importer() != null) {
      String full = owner.name() + "." + name;
      Optional<PyModule> module = index.find(owner.importer(), full);
      return module.isPresent()
          ? module.map(PyValue.Module::new)
          : Optional.of(new PyValue.External(full, owner.importer()));
    }
    return PyEvaluator.further(owner, "." + name);
  }

  private Optional<PyValue> ofClass(PyValue.Class type, String name, boolean instance, Fuel fuel) {
    if (!fuel.enter()) {
      return Optional.empty();
    }
    try {
      PyModule module = type.module();
      Optional<PyValue> own =
          module
              .classMember(type.node(), name)
              .flatMap(b -> classMember(module, b, instance, fuel));
      if (own.isEmpty() && instance) {
        own = selfValue(type, name, fuel);
      }
      return own.isPresent() ? own : inherited(type, name, instance, fuel);
    } finally {
      fuel.leave();
    }
  }

  private Optional<PyValue> classMember(
      PyModule module, Binding binding, boolean instance, Fuel fuel) {
    if (instance && binding instanceof Binding.Function f && isProperty(module, f.node())) {
      return evaluator.annotations().returned(module, f.node(), fuel);
    }
    return evaluator.bound(module, binding, fuel);
  }

  private static boolean isProperty(PyModule module, int function) {
    return PySyntax.hasDecorator(module.tree(), function, "property")
        || PySyntax.hasDecorator(module.tree(), function, "cached_property")
        || PySyntax.hasDecorator(module.tree(), function, "functools.cached_property");
  }

  private Optional<PyValue> selfValue(PyValue.Class type, String name, Fuel fuel) {
    for (int value : type.module().selfValues(type.node(), name)) {
      if (type.module().tree().is(value, "none")) {
        continue;
      }
      Optional<PyValue> found = evaluator.evaluate(type.module(), value, fuel);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<PyValue> inherited(
      PyValue.Class type, String name, boolean instance, Fuel fuel) {
    for (int base : PyArguments.of(type.module().tree(), type.node()).positional()) {
      Optional<PyValue> found =
          evaluator
              .evaluate(type.module(), generic(type.module().tree(), base), fuel)
              .flatMap(
                  value ->
                      switch (value) {
                        case PyValue.Class c -> ofClass(c, name, instance, fuel);
                        case PyValue.External e when hasMembers(e.name()) ->
                            PyEvaluator.further(e, (instance ? "()." : ".") + name);
                        default -> Optional.empty();
                      });
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Whether a class from outside can offer more than every class has. */
  private static boolean hasMembers(String name) {
    boolean marker = name.startsWith("typing.") || name.startsWith("typing_extensions.");
    return !marker && !name.startsWith("abc.") && !PyBuiltins.contains(name);
  }

  /** {@code Base} of {@code Base[T]}. */
  private static int generic(SyntaxTree tree, int base) {
    return tree.is(base, "subscript") ? tree.child(base, "value") : base;
  }

  /** The entry of a dictionary literal under a constant key, or of a list at a constant place. */
  Optional<PyValue> item(PyModule module, int subscript, Fuel fuel) {
    SyntaxTree tree = module.tree();
    int key = tree.child(subscript, "subscript");
    Optional<PyValue> owner = evaluator.evaluate(module, tree.child(subscript, "value"), fuel);
    if (owner.isPresent() && owner.get() instanceof PyValue.Expression e) {
      int item = item(e, tree, key);
      return item == NONE
          ? Optional.of(new PyValue.Expression(module, subscript))
          : evaluator.evaluate(e.module(), item, fuel);
    }
    return Optional.of(new PyValue.Expression(module, subscript));
  }

  private static int item(PyValue.Expression owner, SyntaxTree keyTree, int key) {
    SyntaxTree tree = owner.module().tree();
    if (tree.is(owner.node(), "dictionary") && keyTree.is(key, "string")) {
      Optional<String> wanted = PyStrings.decode(keyTree, key);
      for (int pair : tree.namedChildren(owner.node()).toArray()) {
        int candidate = tree.child(pair, "key");
        if (tree.is(candidate, "string") && PyStrings.decode(tree, candidate).equals(wanted)) {
          return tree.child(pair, "value");
        }
      }
    } else if (keyTree.is(key, "integer")
        && (tree.is(owner.node(), "list") || tree.is(owner.node(), "tuple"))) {
      String digits = keyTree.text(key);
      return digits.length() < 6 && digits.chars().allMatch(Character::isDigit)
          ? tree.namedChild(owner.node(), Integer.parseInt(digits))
          : NONE;
    }
    return NONE;
  }
}
