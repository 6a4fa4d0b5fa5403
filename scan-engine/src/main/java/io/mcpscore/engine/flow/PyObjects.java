package io.mcpscore.engine.flow;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.program.py.PyArguments;
import io.mcpscore.engine.program.py.PySyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Functions of Python that run although nothing calls them by their name, or do not when called.
 */
public final class PyObjects {

  /** Method that runs when an object itself is called. */
  public static final String CALLED = "__call__";

  private static final int MOST_BASES = 5;

  private static final Pattern DATA = Pattern.compile("(?s)(?:\\w{1,20}\\.)?dataclass(?:\\(.*)?");

  private static final List<String> PROPERTIES =
      List.of("property", "cached_property", "functools.cached_property", "computed_field");

  private PyObjects() {}

  /**
   * The method of a name of the class of an object, also an inherited one.
   *
   * @param object expression that stands for the object
   * @return empty when its class is not known, not of the repository or has no such method
   */
  public static Optional<Target.Defined> method(
      Program program, SourceModule module, int object, String name) {
    if (module.file().language().isScript() || object == NONE) {
      return Optional.empty();
    }
    Target.Defined type = typeOf(program, module, object).orElse(null);
    for (int i = 0; i < MOST_BASES && type != null; i++) {
      SyntaxTree tree = type.module().tree();
      int own = member(tree, type.node(), name);
      if (own != NONE) {
        return Optional.of(new Target.Defined(type.module(), own));
      }
      List<Integer> bases = PyArguments.of(tree, type.node()).positional();
      type =
          bases.isEmpty()
              ? null
              : type(program, program.resolve(type.module(), bases.getFirst()).orElse(null));
    }
    return Optional.empty();
  }

  /** The class of the repository that an object is of, or that an expression itself is. */
  public static Optional<Target.Defined> typeOf(Program program, SourceModule module, int object) {
    return Optional.ofNullable(type(program, program.resolve(module, object).orElse(null)));
  }

  /** Whether reading a method as a member runs it. */
  static boolean isProperty(SyntaxTree tree, int method) {
    return PROPERTIES.stream().anyMatch(name -> PySyntax.hasDecorator(tree, method, name));
  }

  /**
   * Whether a call of an asynchronous function is a statement or a condition of its own, so that
   * nothing ever waits for it: its tests are not made.
   */
  static boolean neverRuns(SourceModule caller, int call, SourceModule module, int function) {
    SyntaxTree there = module.tree();
    if (module.file().language().isScript() || !there.is(there.firstChild(function), "async")) {
      return false;
    }
    SyntaxTree tree = caller.tree();
    int parent = tree.parent(call);
    while (tree.is(parent, "not_operator") || tree.is(parent, "parenthesized_expression")) {
      parent = tree.parent(parent);
    }
    return switch (parent == NONE ? "" : tree.kind(parent)) {
      case "expression_statement", "if_statement", "elif_clause", "while_statement" -> true;
      default -> false;
    };
  }

  /** The class itself, or that of the object that a call makes or an annotation tells of. */
  private static Target.Defined type(Program program, Target target) {
    if (!(target instanceof Target.Defined d)) {
      return null;
    }
    SyntaxTree tree = d.module().tree();
    if (tree.is(d.node(), "class_definition")) {
      return d;
    }
    int naming =
        switch (tree.kind(d.node())) {
          case "call" -> tree.child(d.node(), "function");
          case "type" -> tree.namedChild(d.node(), 0);
          case "identifier", "attribute" -> d.node();
          default -> NONE;
        };
    return naming != NONE
            && program.resolve(d.module(), naming).orElse(null) instanceof Target.Defined named
            && named.module().tree().is(named.node(), "class_definition")
        ? named
        : null;
  }

  /**
   * The fields that the positional arguments of a data class are for; none for a class that is
   * none, or that has fields of another class before its own.
   */
  static List<String> fields(SourceModule module, int type) {
    SyntaxTree tree = module.tree();
    List<String> bases = PyArguments.of(tree, type).positional().stream().map(tree::text).toList();
    boolean data =
        bases.isEmpty()
            && PySyntax.decorators(tree, type).stream()
                .anyMatch(d -> DATA.matcher(tree.text(d)).matches());
    boolean tuple = bases.stream().anyMatch(base -> base.matches("(?:typing\\.)?NamedTuple"));
    return data || tuple
        ? tree.namedChildren(tree.child(type, "body"))
            .filter(s -> tree.is(s, "expression_statement"))
            .map(s -> tree.namedChild(s, 0))
            .filter(f -> tree.is(f, "assignment") && tree.child(f, "type") != NONE)
            .filter(f -> !tree.text(tree.child(f, "type")).contains("ClassVar"))
            .mapToObj(f -> tree.text(tree.child(f, "left")))
            .toList()
        : List.of();
  }

  private static int member(SyntaxTree tree, int type, String name) {
    return tree.namedChildren(tree.child(type, "body"))
        .map(m -> tree.is(m, "decorated_definition") ? tree.child(m, "definition") : m)
        .filter(m -> tree.is(m, "function_definition"))
        .filter(m -> tree.text(tree.child(m, "name")).equals(name))
        .findFirst()
        .orElse(NONE);
  }
}
