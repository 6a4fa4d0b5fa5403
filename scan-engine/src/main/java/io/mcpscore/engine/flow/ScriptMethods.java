package io.mcpscore.engine.flow;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.program.js.ClassMembers;
import io.mcpscore.engine.program.js.ScriptModule;
import io.mcpscore.engine.program.js.ScriptSyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Classes of scripts: what they inherit from, and the methods that their objects have. */
final class ScriptMethods {

  private static final int MOST_ANCESTORS = 8;

  private ScriptMethods() {}

  /** A class and its bases in the repository, the class itself first. */
  static List<Target.Defined> line(Program program, Target.Defined type) {
    List<Target.Defined> out = new ArrayList<>();
    Target.Defined at = type;
    while (at != null && out.size() < MOST_ANCESTORS && !out.contains(at)) {
      out.add(at);
      SyntaxTree tree = at.module().tree();
      int parent = ClassMembers.superclass(tree, at.node());
      Target base = parent == NONE ? null : program.resolve(at.module(), parent).orElse(null);
      at =
          base instanceof Target.Defined d && ScriptSyntax.isClass(d.module().tree(), d.node())
              ? d
              : null;
    }
    return out;
  }

  /** The method of a name that an object of the first class has. */
  static Optional<Target.Defined> method(List<Target.Defined> line, String name) {
    for (Target.Defined type : line) {
      ScriptModule module = (ScriptModule) type.module();
      ClassMembers.Member member = ClassMembers.find(module, type.node(), name, false);
      if (member != null && member.value() != NONE) {
        return module.isFunction(member.value())
            ? Optional.of(new Target.Defined(module, member.value()))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** The class that {@code this} of {@code this.method} is an object of, or {@code NONE}. */
  static int owner(SyntaxTree tree, int member) {
    int object = ScriptSyntax.unwrap(tree, tree.child(member, "object"));
    int owner = tree.is(object, "this") ? ScriptSyntax.owner(tree, object) : NONE;
    return ScriptSyntax.isClass(tree, owner) ? owner : NONE;
  }
}
