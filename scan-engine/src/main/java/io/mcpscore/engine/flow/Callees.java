package io.mcpscore.engine.flow;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.program.py.PySyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What calls call. Where the type of an object tells no more than an interface, a method is assumed
 * to be the only one of its name in the repository that has a body; where it cannot be told at all,
 * only if that name is a telling one, or the object is called like the class.
 */
final class Callees {

  /** Names of two words at least: single words mean another thing in every library. */
  private static final Pattern TELLING =
      Pattern.compile("_?_?[a-z]{2,}(?:[A-Z_][A-Za-z0-9]+)(?:[A-Za-z0-9_]*)");

  private static final int MOST_NAMESAKES = 20;
  private static final int LONGEST_NAME = 60;

  /** Method of Python's objects that runs when the object itself is called. */
  static final String CALLED = PyObjects.CALLED;

  private final Program program;

  /** Methods with a body by name. */
  private final Map<String, List<Target.Defined>> methods = new HashMap<>();

  /** Names of methods that run when they are read, and {@code __call__} when there is one. */
  private final Set<String> implicit = new HashSet<>();

  private final Implementations implementations;

  Callees(Program program) {
    this.program = program;
    this.implementations = new Implementations(program);
    for (SourceModule module : program.modules()) {
      if (module.file().role().deducts()) {
        module
            .tree()
            .ofKinds(
                "method_definition",
                "method_signature",
                "abstract_method_signature",
                "function_definition")
            .filter(n -> isMethod(module.tree(), n))
            .forEach(n -> add(module, n));
      }
    }
  }

  private void add(SourceModule module, int method) {
    String name = module.tree().text(module.tree().child(method, "name"));
    boolean script = module.file().language().isScript();
    if (!script && (name.equals(CALLED) || PyObjects.isProperty(module.tree(), method))) {
      implicit.add(name);
    }
    if (!name.isEmpty() && !isStub(module.tree(), method)) {
      methods.computeIfAbsent(name, n -> new ArrayList<>()).add(new Target.Defined(module, method));
    }
  }

  private static boolean isMethod(SyntaxTree tree, int node) {
    if (tree.is(node, "method_definition")
        || tree.is(node, "method_signature")
        || tree.is(node, "abstract_method_signature")) {
      return true;
    }
    if (!tree.is(node, "function_definition")) {
      return false;
    }
    int parent = tree.parent(node);
    int block = tree.is(parent, "decorated_definition") ? tree.parent(parent) : parent;
    return tree.is(tree.parent(block), "class_definition");
  }

  /** Whether a method only says what others implement. */
  private static boolean isStub(SyntaxTree tree, int method) {
    int body = tree.child(method, "body");
    return body == NONE || (tree.is(body, "block") && PySyntax.isStub(tree, method));
  }

  /**
   * What a call calls.
   *
   * @param target the function, class or external name
   * @param assumed whether only its name says so
   * @param others what it calls as well, where its object may be of several classes
   */
  record Callee(Target target, boolean assumed, List<Target.Defined> others) {

    Callee {
      others = List.copyOf(others);
    }

    Callee(Target target, boolean assumed) {
      this(target, assumed, List.of());
    }

    /** A method of one of several classes. */
    private static Optional<Callee> ofAny(List<Target.Defined> methods) {
      return methods.isEmpty()
          ? Optional.empty()
          : Optional.of(new Callee(methods.getFirst(), true, methods.subList(1, methods.size())));
    }

    /** Everything that may be called. */
    Stream<Target> targets() {
      return Stream.concat(Stream.of(target), others.stream());
    }
  }

  /** What an expression that is called stands for. */
  Optional<Callee> of(SourceModule module, int expression) {
    Optional<Target> resolved = program.resolve(module, expression);
    boolean known =
        resolved.isPresent()
            && !(resolved.get() instanceof Target.Defined d
                && isMethod(d.module().tree(), d.node())
                && isStub(d.module().tree(), d.node()));
    Optional<Target.Defined> called =
        resolved.filter(t -> isObject(t)).flatMap(t -> ofObject(module, expression, CALLED));
    if (called.isPresent()) {
      return called.map(m -> new Callee(m, false));
    }
    if (known || !Shapes.isMember(module.tree(), expression)) {
      return resolved.map(t -> new Callee(t, false));
    }
    return Callee.ofAny(implemented(module, expression, resolved.orElse(null)))
        .or(() -> named(module, expression, resolved.isPresent()).map(m -> new Callee(m, true)))
        .or(() -> resolved.map(t -> new Callee(t, false)));
  }

  /** The methods that an object of a declared type has. */
  private List<Target.Defined> implemented(SourceModule module, int member, Target declared) {
    if (declared == null) {
      return implementations.methods(module, member);
    }
    String name = Shapes.memberName(module.tree(), member);
    return declared instanceof Target.Defined d
        ? implementations.of(d, methods.getOrDefault(name, List.of()))
        : List.of();
  }

  /** The only method of a name, if an interface or the name itself tells enough. */
  private static boolean isObject(Target target) {
    return target instanceof Target.Defined d
        && !d.module().isFunction(d.node())
        && !Shapes.isClass(d.module().tree(), d.node());
  }

  private Optional<Target.Defined> ofObject(SourceModule module, int object, String method) {
    return implicit.contains(method)
        ? PyObjects.method(program, module, object, method)
        : Optional.empty();
  }

  /**
   * The method that runs when a member is read.
   *
   * @param member {@code object.name} of a module of Python
   */
  Optional<Target.Defined> property(SourceModule module, int member) {
    SyntaxTree tree = module.tree();
    return ofObject(module, Shapes.owner(tree, member), Shapes.memberName(tree, member))
        .filter(m -> PyObjects.isProperty(m.module().tree(), m.node()));
  }

  private Optional<Target.Defined> named(SourceModule module, int member, boolean declared) {
    String name = Shapes.memberName(module.tree(), member);
    boolean script = module.file().language().isScript();
    List<Target.Defined> all = methods.getOrDefault(name, List.of());
    List<Target.Defined> found =
        all.size() == 1 && (declared || TELLING.matcher(name).matches())
            ? all
            : calledLikeClass(all, module.tree(), Shapes.owner(module.tree(), member));
    return found.size() == 1 && found.getFirst().module().file().language().isScript() == script
        ? Optional.of(found.getFirst())
        : Optional.empty();
  }

  /** The methods of classes that an object is named after: {@code ledger.post()}. */
  private static List<Target.Defined> calledLikeClass(
      List<Target.Defined> methods, SyntaxTree tree, int object) {
    String name =
        Shapes.isMember(tree, object) ? Shapes.memberName(tree, object) : tree.text(object);
    return methods.size() > MOST_NAMESAKES || name.length() > LONGEST_NAME
        ? List.of()
        : methods.stream()
            .filter(m -> name.replace("_", "").equalsIgnoreCase(className(m)))
            .toList();
  }

  private static String className(Target.Defined method) {
    SyntaxTree tree = method.module().tree();
    int type = tree.parent(method.node());
    for (int i = 0; i < 3 && type > 0 && !Shapes.isClass(tree, type); i++) {
      type = tree.parent(type);
    }
    return type > 0 && Shapes.isClass(tree, type) ? tree.text(tree.child(type, "name")) : "";
  }
}
