package io.mcpscore.engine.program.py;

import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Classes of the repository with what they inherit. */
public final class PyClasses {

  private static final int MOST_BASES = 12;

  private PyClasses() {}

  /** A class and its bases in the repository, the nearest first. */
  public static List<Target.Defined> line(Program program, Target.Defined type) {
    Set<Target.Defined> out = new LinkedHashSet<>();
    line(program, type, out);
    return List.copyOf(out);
  }

  private static void line(Program program, Target.Defined type, Set<Target.Defined> out) {
    SyntaxTree tree = type.module().tree();
    if (!tree.is(type.node(), "class_definition") || out.size() >= MOST_BASES || !out.add(type)) {
      return;
    }
    for (int base : PyArguments.of(tree, type.node()).positional()) {
      int named = tree.is(base, "subscript") ? tree.child(base, "value") : base;
      if (program.resolve(type.module(), named).orElse(null) instanceof Target.Defined d) {
        line(program, d, out);
      }
    }
  }

  /** The functions that a class itself defines. */
  public static IntStream methods(SyntaxTree tree, int type) {
    return tree.namedChildren(tree.child(type, "body"))
        .map(m -> tree.is(m, "decorated_definition") ? tree.child(m, "definition") : m)
        .filter(m -> tree.is(m, "function_definition"));
  }

  /** The method that objects of a class have under a name: its own, else the nearest inherited. */
  public static Optional<Target.Defined> method(List<Target.Defined> line, String name) {
    for (Target.Defined type : line) {
      SyntaxTree tree = type.module().tree();
      Optional<Target.Defined> found =
          methods(tree, type.node())
              .filter(m -> PySyntax.name(tree, m).equals(name))
              .mapToObj(m -> new Target.Defined(type.module(), m))
              .findFirst();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }
}
