package io.mcpscore.engine.check.rce;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.flow.PyObjects;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Optional;

/**
 * Lists that an object of Python is made with and holds in a field until one of its methods uses
 * it: {@code Command(["git", "log", x]).run()}.
 */
final class HeldLists {

  private static final String CONSTRUCTOR = "__init__";

  private HeldLists() {}

  /**
   * The parameter of the constructor that a field holds.
   *
   * @param field such as {@code self.argv}
   * @return empty when the field is given anything else as well
   */
  static Optional<Binding.Parameter> parameter(SourceModule module, int field) {
    SyntaxTree tree = module.tree();
    int type = tree.is(field, "attribute") ? tree.enclosing(field, "class_definition") : NONE;
    if (type == NONE || !tree.text(tree.child(field, "object")).equals("self")) {
      return Optional.empty();
    }
    String name = tree.text(field);
    List<Integer> given =
        tree.subtree(type)
            .filter(n -> tree.is(n, "assignment") || tree.is(n, "augmented_assignment"))
            .filter(n -> tree.text(tree.child(n, "left")).equals(name))
            .boxed()
            .toList();
    int value = given.size() == 1 ? tree.child(given.getFirst(), "right") : NONE;
    return tree.is(value, "identifier")
            && module.binding(value).orElse(null) instanceof Binding.Parameter p
            && p.path().isEmpty()
            && isConstructor(tree, p.function())
            && tree.enclosing(p.function(), "class_definition") == type
        ? Optional.of(p)
        : Optional.empty();
  }

  /** Whether a function makes the objects of a class. */
  static boolean isConstructor(SyntaxTree tree, int function) {
    return tree.text(tree.child(function, "name")).equals(CONSTRUCTOR);
  }

  /** The class that a constructor is of, which is what callers name. */
  static String typeName(SyntaxTree tree, int constructor) {
    int type = tree.enclosing(constructor, "class_definition");
    return type == NONE ? "" : tree.text(tree.child(type, "name"));
  }

  /** The constructor that a call of a class runs. */
  static Optional<Target.Defined> constructor(Program program, SourceModule module, int callee) {
    return program.resolve(module, callee).orElse(null) instanceof Target.Defined d
            && d.module().tree().is(d.node(), "class_definition")
        ? PyObjects.method(program, module, callee, CONSTRUCTOR)
        : Optional.empty();
  }
}
