package io.mcpscore.engine.flow;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.program.js.ClassMembers;
import io.mcpscore.engine.program.js.DeclaredTypes;
import io.mcpscore.engine.program.js.Parameters;
import io.mcpscore.engine.program.js.ScriptModule;
import io.mcpscore.engine.program.js.ScriptSyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Classes of scripts by the interfaces that they say they implement. An object that is declared as
 * an interface is taken for one of the only class that implements it.
 */
final class Implementations {

  private final Map<String, List<Target.Defined>> classes = new HashMap<>();

  /** Reads the classes of a repository's own code; those of tests stand for none. */
  Implementations(Program program) {
    for (SourceModule module : program.modules()) {
      if (module instanceof ScriptModule && module.file().role().deducts()) {
        SyntaxTree tree = module.tree();
        tree.ofKinds("implements_clause")
            .forEach(
                clause -> {
                  int type = tree.parent(tree.parent(clause));
                  tree.namedChildren(clause)
                      .forEach(
                          named ->
                              classes
                                  .computeIfAbsent(simple(tree, named), n -> new ArrayList<>())
                                  .add(new Target.Defined(module, type)));
                });
      }
    }
  }

  /**
   * The method that a member stands for.
   *
   * @param member {@code object.method}, where the object is a parameter, a variable or a field of
   *     {@code this} with a declared type
   * @return empty when the type is none that exactly one class implements
   */
  Optional<Target.Defined> method(SourceModule module, int member) {
    if (classes.isEmpty() || !(module instanceof ScriptModule script)) {
      return Optional.empty();
    }
    SyntaxTree tree = module.tree();
    int owner = ScriptSyntax.unwrap(tree, Shapes.owner(tree, member));
    List<Target.Defined> found =
        classes.getOrDefault(simple(tree, declared(script, owner)), List.of());
    if (found.size() != 1) {
      return Optional.empty();
    }
    ScriptModule home = (ScriptModule) found.getFirst().module();
    ClassMembers.Member method =
        ClassMembers.find(
            home, found.getFirst().node(), Shapes.memberName(tree, member), /* isStatic= */ false);
    return method != null && method.value() != NONE && home.isFunction(method.value())
        ? Optional.of(new Target.Defined(home, method.value()))
        : Optional.empty();
  }

  private static int declared(ScriptModule module, int object) {
    SyntaxTree tree = module.tree();
    if (tree.is(object, "identifier")) {
      return switch (module.binding(object).orElse(null)) {
        case Binding.Parameter p when p.path().isEmpty() ->
            Parameters.type(tree, p.function(), p.index());
        case Binding.Variable v when v.declaration() != NONE ->
            tree.child(tree.parent(v.declaration()), "type");
        case null, default -> NONE;
      };
    }
    int holder = Shapes.isMember(tree, object) ? Shapes.owner(tree, object) : NONE;
    if (!tree.is(holder, "this")) {
      return NONE;
    }
    int type = ScriptSyntax.owner(tree, holder);
    ClassMembers.Member field =
        ScriptSyntax.isClass(tree, type)
            ? ClassMembers.find(module, type, Shapes.memberName(tree, object), false)
            : null;
    return field == null ? NONE : field.type();
  }

  /** The last part of a type's name; the empty text for what is no name. */
  private static String simple(SyntaxTree tree, int type) {
    int name = DeclaredTypes.name(tree, type);
    String text = name == NONE ? "" : tree.text(name);
    return text.substring(text.lastIndexOf('.') + 1);
  }
}
