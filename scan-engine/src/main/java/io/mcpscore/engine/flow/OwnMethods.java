package io.mcpscore.engine.flow;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.program.py.PyClasses;
import io.mcpscore.engine.program.py.PyParameter;
import io.mcpscore.engine.program.py.PySyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code self.method}, or {@code this.method}, means in code that a class inherits, when it is
 * known of which class the object is: a base that calls what its subclasses implement calls that of
 * the object's class.
 */
final class OwnMethods {

  private final Program program;
  private final Map<Target.Defined, List<Target.Defined>> lines = new HashMap<>();

  OwnMethods(Program program) {
    this.program = program;
  }

  /**
   * The method of an object's class.
   *
   * @param type class of the object, or null when it is not known
   * @param member {@code self.method} in a method of the class or of one of its bases
   */
  Optional<Target.Defined> of(Target.Defined type, SourceModule module, int member) {
    SyntaxTree tree = module.tree();
    if (type != null && module.file().language().isScript()) {
      return ofScript(type, module, Shapes.unwrap(tree, member));
    }
    if (type == null || !tree.is(member, "attribute")) {
      return Optional.empty();
    }
    int object = tree.child(member, "object");
    int method = method(tree, object);
    if (method == NONE) {
      return Optional.empty();
    }
    List<Target.Defined> line = line(type);
    return line.contains(new Target.Defined(module, PySyntax.classOf(tree, method)))
        ? PyClasses.method(line, tree.text(tree.child(member, "attribute")))
        : Optional.empty();
  }

  private Optional<Target.Defined> ofScript(Target.Defined type, SourceModule module, int member) {
    int owner = ScriptMethods.owner(module.tree(), member);
    if (owner == NONE || !type.module().file().language().isScript()) {
      return Optional.empty();
    }
    List<Target.Defined> line = line(type);
    return line.contains(new Target.Defined(module, owner))
        ? ScriptMethods.method(line, Shapes.memberName(module.tree(), member))
        : Optional.empty();
  }

  private synchronized List<Target.Defined> line(Target.Defined type) {
    boolean script = type.module().file().language().isScript();
    return lines.computeIfAbsent(
        type, t -> script ? ScriptMethods.line(program, t) : PyClasses.line(program, t));
  }

  /** The method around a name that is its first parameter, or {@code NONE}. */
  private static int method(SyntaxTree tree, int name) {
    if (!tree.is(name, "identifier")) {
      return NONE;
    }
    int function = PySyntax.enclosingFunction(tree, name);
    while (function != NONE && PySyntax.classOf(tree, function) == NONE) {
      function = PySyntax.enclosingFunction(tree, function);
    }
    List<PyParameter> parameters =
        function == NONE ? List.of() : PySyntax.parameters(tree, function);
    boolean self = !parameters.isEmpty() && parameters.getFirst().name().equals(tree.text(name));
    return self ? function : NONE;
  }

  /** Goes through the calls of {@code self.method} that objects of some classes make. */
  void forEachCall(Set<Target.Defined> types, CallGraph.CallVisitor visitor) {
    for (Target.Defined type : types) {
      for (Target.Defined at : line(type)) {
        SyntaxTree tree = at.module().tree();
        for (int node = at.node(); node < tree.subtreeEnd(at.node()); node++) {
          if (Shapes.isMember(tree, node)) {
            int member = node;
            of(type, at.module(), member)
                .ifPresent(
                    m -> visitor.visit(at.module(), member, Callers.key(m.module(), m.node())));
          }
        }
      }
    }
  }
}
