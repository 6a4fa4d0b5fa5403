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
import java.util.stream.Stream;

/**
 * Classes and objects of scripts by the interfaces that they say they implement, and what methods
 * of interfaces and of base classes stand for: those of the few classes that implement or extend
 * them. An object that is declared as such is taken for one of any of them.
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
        tree.ofKinds("variable_declarator").forEach(made -> addObject(module, made));
      }
    }
  }

  /** {@code const windows: Platform = { … }}: an object that implements a type without a class. */
  private void addObject(SourceModule module, int declarator) {
    SyntaxTree tree = module.tree();
    int value = tree.child(declarator, "value");
    String type = tree.is(value, "object") ? simple(tree, tree.child(declarator, "type")) : "";
    if (!type.isEmpty()) {
      classes.computeIfAbsent(type, n -> new ArrayList<>()).add(new Target.Defined(module, value));
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

  private Optional<Target.Defined> method(Target.Defined type, String name) {
    ScriptModule home = (ScriptModule) type.module();
    if (home.tree().is(type.node(), "object")) {
      return member(home, type.node(), name);
    }
    ClassMembers.Member method = ClassMembers.find(home, type.node(), name, /* isStatic= */ false);
    return method != null && method.value() != NONE && home.isFunction(method.value())
        ? Optional.of(new Target.Defined(home, method.value()))
        : Optional.empty();
  }

  /** The function that an object holds under a name, written there or named there. */
  private Optional<Target.Defined> member(ScriptModule home, int object, String name) {
    SyntaxTree tree = home.tree();
    return tree.namedChildren(object)
        .map(
            m ->
                tree.is(m, "pair") && tree.text(tree.child(m, "key")).equals(name)
                    ? tree.child(m, "value")
                    : tree.is(m, "pair") || !isCalled(tree, m, name) ? NONE : m)
        .filter(m -> m != NONE)
        .boxed()
        .flatMap(m -> function(home, m).stream())
        .findFirst();
  }

  private static boolean isCalled(SyntaxTree tree, int member, String name) {
    return tree.is(member, "method_definition")
        ? tree.text(tree.child(member, "name")).equals(name)
        : tree.is(member, "shorthand_property_identifier") && tree.text(member).equals(name);
  }

  private Optional<Target.Defined> function(ScriptModule home, int node) {
    if (home.isFunction(node)) {
      return Optional.of(new Target.Defined(home, node));
    }
    return program.resolve(home, node).orElse(null) instanceof Target.Defined d
            && d.module().isFunction(d.node())
        ? Optional.of(d)
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
            : Stream.concat(
                    namesakes.stream().filter(m -> isOf(type(m), base, name)),
                    objects(base, name, declared))
                .toList();
    return out.size() > MOST ? List.of() : out;
  }

  /** The functions under a method's name of objects that are declared as the type. */
  private Stream<Target.Defined> objects(
      Target.Defined base, String type, Target.Defined declared) {
    SyntaxTree tree = declared.module().tree();
    String method = tree.text(tree.child(declared.node(), "name"));
    return base.module() instanceof ScriptModule
        ? classes.getOrDefault(type, List.of()).stream()
            .filter(made -> made.module().tree().is(made.node(), "object"))
            .flatMap(made -> method(made, method).stream())
        : Stream.empty();
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
