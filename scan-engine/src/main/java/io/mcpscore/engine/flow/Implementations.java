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
import io.mcpscore.engine.program.py.PyClasses;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Classes of scripts by the interfaces that they say they implement, and what methods of interfaces
 * and of base classes stand for: those of the few classes that implement or extend them. An object
 * that is declared as such is taken for one of any of them.
 */
final class Implementations {

  /** More say nothing any more of what an object is. */
  private static final int MOST = 4;

  private final Program program;

  private final Map<String, List<Target.Defined>> classes = new HashMap<>();

  /** Reads the classes of a repository's own code; those of tests stand for none. */
  Implementations(Program program) {
    this.program = program;
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
   * The methods that a member stands for.
   *
   * @param member {@code object.method}, where the object is a parameter, a variable or a field of
   *     {@code this} with a declared type
   * @return none when the type is none that a few classes implement
   */
  List<Target.Defined> methods(SourceModule module, int member) {
    if (classes.isEmpty() || !(module instanceof ScriptModule script)) {
      return List.of();
    }
    SyntaxTree tree = module.tree();
    int owner = ScriptSyntax.unwrap(tree, Shapes.owner(tree, member));
    List<Target.Defined> found = classes.getOrDefault(declared(script, owner), List.of());
    String name = Shapes.memberName(tree, member);
    return found.size() > MOST
        ? List.of()
        : found.stream().map(type -> method(type, name)).flatMap(Optional::stream).toList();
  }

  private static Optional<Target.Defined> method(Target.Defined type, String name) {
    ScriptModule home = (ScriptModule) type.module();
    ClassMembers.Member method = ClassMembers.find(home, type.node(), name, /* isStatic= */ false);
    return method != null && method.value() != NONE && home.isFunction(method.value())
        ? Optional.of(new Target.Defined(home, method.value()))
        : Optional.empty();
  }

  /**
   * The methods that an object has in the place of one without a body.
   *
   * @param declared the method of an interface or of a base class
   * @param namesakes methods of the same name with a body
   * @return none when they are too many to say anything
   */
  List<Target.Defined> of(Target.Defined declared, List<Target.Defined> namesakes) {
    Target.Defined base = type(declared);
    String name = base == null ? "" : base.module().tree().text(nameOf(base));
    List<Target.Defined> out =
        name.isEmpty() || namesakes.size() > MOST * MOST
            ? List.of()
            : namesakes.stream().filter(m -> isOf(type(m), base, name)).toList();
    return out.size() > MOST ? List.of() : out;
  }

  private boolean isOf(Target.Defined type, Target.Defined base, String name) {
    if (type == null || type.module().file().language() != base.module().file().language()) {
      return false;
    }
    if (!type.module().file().language().isScript()) {
      return PyClasses.line(program, type).contains(base);
    }
    return classes.getOrDefault(name, List.of()).contains(type)
        || ScriptMethods.line(program, type).contains(base);
  }

  /** The class or interface that a method is declared in, or null. */
  private static Target.Defined type(Target.Defined method) {
    SyntaxTree tree = method.module().tree();
    int at = tree.parent(method.node());
    while (at > 0 && !Shapes.isClass(tree, at) && !tree.is(at, "interface_declaration")) {
      at = tree.parent(at);
    }
    return at > 0 ? new Target.Defined(method.module(), at) : null;
  }

  private static int nameOf(Target.Defined type) {
    return type.module().tree().child(type.node(), "name");
  }

  /** The name of the type that an object is declared as, or the empty text. */
  private String declared(ScriptModule module, int object) {
    SyntaxTree tree = module.tree();
    if (tree.is(object, "identifier")) {
      return switch (module.binding(object).orElse(null)) {
        case Binding.Parameter p when p.path().isEmpty() ->
            simple(tree, Parameters.type(tree, p.function(), p.index()));
        case Binding.Variable v when v.declaration() != NONE -> {
          int type = tree.child(tree.parent(v.declaration()), "type");
          yield type == NONE ? returned(module, v.value()) : simple(tree, type);
        }
        case null, default -> "";
      };
    }
    int holder = Shapes.isMember(tree, object) ? Shapes.owner(tree, object) : NONE;
    if (!tree.is(holder, "this")) {
      return Shapes.isCall(tree, object) ? returned(module, object) : "";
    }
    int type = ScriptSyntax.owner(tree, holder);
    ClassMembers.Member field =
        ScriptSyntax.isClass(tree, type)
            ? ClassMembers.find(module, type, Shapes.memberName(tree, object), false)
            : null;
    return field == null ? "" : simple(tree, field.type());
  }

  /** The name of the type that a function of the repository says it returns. */
  private String returned(SourceModule module, int value) {
    SyntaxTree tree = module.tree();
    int call = value == NONE ? NONE : Shapes.unwrap(tree, value);
    return call != NONE
            && Shapes.isCall(tree, call)
            && program.resolve(module, Shapes.callee(tree, call)).orElse(null)
                instanceof Target.Defined d
            && d.module().isFunction(d.node())
        ? simple(d.module().tree(), d.module().tree().child(d.node(), "return_type"))
        : "";
  }

  /** The last part of a type's name; the empty text for what is no name. */
  private static String simple(SyntaxTree tree, int type) {
    int name = DeclaredTypes.name(tree, type);
    String text = name == NONE ? "" : tree.text(name);
    return text.substring(text.lastIndexOf('.') + 1);
  }
}
