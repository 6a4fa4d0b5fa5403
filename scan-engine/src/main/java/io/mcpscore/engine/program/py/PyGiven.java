package io.mcpscore.engine.program.py;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;

/** Finds the expressions that names were given, through imports and bodies of classes. */
final class PyGiven {

  private static final int MOST_STEPS = 8;

  private final PyModuleIndex index;

  PyGiven(PyModuleIndex index) {
    this.index = index;
  }

  /** The expression that a name or a member of {@code self} or {@code cls} was given once. */
  Optional<Target.Defined> of(PyModule module, int name) {
    Optional<Binding> binding =
        module.tree().is(name, "attribute") ? member(module, name) : module.binding(name);
    return follow(module, binding.orElse(null), MOST_STEPS);
  }

  private Optional<Target.Defined> follow(PyModule module, Binding binding, int steps) {
    if (steps == 0) {
      return Optional.empty();
    }
    if (binding instanceof Binding.Import i) {
      return index
          .find(module, i.specifier())
          .flatMap(m -> follow(m, m.export(i.name()).orElse(null), steps - 1));
    }
    if (!(binding instanceof Binding.Variable v) || v.value() == NONE) {
      return Optional.empty();
    }
    Binding next = module.binding(v.value()).orElse(null);
    return next == null
        ? Optional.of(new Target.Defined(module, v.value()))
        : follow(module, next, steps - 1);
  }

  /** What the body of the class around binds a member to. */
  private static Optional<Binding> member(PyModule module, int attribute) {
    SyntaxTree tree = module.tree();
    int type = tree.enclosing(attribute, "class_definition");
    boolean own = tree.text(tree.child(attribute, "object")).matches("self|cls");
    return own && type != NONE
        ? module.classMember(type, tree.text(tree.child(attribute, "attribute")))
        : Optional.empty();
  }
}
