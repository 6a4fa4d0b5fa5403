package io.mcpscore.engine.program.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Follows one expression to what it stands for. A follower walks from node to node, with the
 * members still to be applied kept aside; each walk has a number of steps, so cycles end it.
 */
final class NameFollower {

  private static final int MAX_STEPS = 200;
  private static final int MAX_DEPTH = 12;
  private static final int MAX_MEMBERS = 64;

  private final ModuleLinks links;
  private final ImportedNames imports;

  /** Whether parameters stand for what the callers of their functions pass. */
  private final boolean callers;

  private int steps = MAX_STEPS;

  NameFollower(ModuleLinks links) {
    this(links, true);
  }

  private NameFollower(ModuleLinks links, boolean callers) {
    this.links = links;
    this.imports = new ImportedNames(links);
    this.callers = callers;
  }

  /** A follower that says nothing about parameters but what their types do. */
  static NameFollower withoutCallers(ModuleLinks links) {
    return new NameFollower(links, false);
  }

  Optional<Target> resolve(ScriptModule module, int expression) {
    return follow(module, expression, new ArrayDeque<>(), 0);
  }

  /**
   * The same from within a walk.
   *
   * @param path members that are to be applied, used up on the way
   * @param depth how deep the walk is that asks
   */
  Optional<Target> follow(ScriptModule module, int expression, Deque<String> path, int depth) {
    return walk(new Step.Go(module, expression), path, depth);
  }

  /** A member of something of a declared type. */
  Optional<Target> followType(ScriptModule module, int annotation, Deque<String> path, int depth) {
    return walk(typed(module, annotation, path, depth), path, depth);
  }

  private Optional<Target> walk(Step start, Deque<String> path, int depth) {
    Step step = start;
    while (steps-- > 0) {
      switch (step) {
        case Step.Stop stop -> {
          return stop.target();
        }
        case Step.Go go -> step = at(go.module(), go.node(), path, depth);
        case Step.Enter enter -> step = enter(enter.module(), enter.binding(), path, depth);
      }
    }
    return Optional.empty();
  }

  private Step at(ScriptModule module, int expression, Deque<String> path, int depth) {
    SyntaxTree tree = module.tree();
    int node = ScriptSyntax.unwrap(tree, expression);
    if (node == NONE || path.size() > MAX_MEMBERS) {
      return Step.UNKNOWN;
    }
    return switch (tree.kind(node)) {
      case "identifier", "shorthand_property_identifier", "type_identifier" ->
          name(module, node, path);
      case "member_expression", "nested_type_identifier", "nested_identifier" -> {
        int object = tree.namedChild(node, 0);
        int property = tree.child(node, "property");
        path.addFirst(tree.text(property == NONE ? tree.child(node, "name") : property));
        yield new Step.Go(module, object);
      }
      case "subscript_expression" -> {
        JsonNode index = new ConstantFolder(links).fold(module, tree.child(node, "index"));
        if (!index.isValueNode()) {
          yield Step.UNKNOWN;
        }
        path.addFirst(index.asText());
        yield new Step.Go(module, tree.child(node, "object"));
      }
      case "this" -> {
        int owner = ScriptSyntax.owner(tree, node);
        yield owner == NONE ? Step.UNKNOWN : owned(module, owner, path, depth);
      }
      case "super" -> {
        int owner = ScriptSyntax.owner(tree, node);
        yield ScriptSyntax.isClass(tree, owner)
            ? superclass(module, owner, path, depth, "()")
            : Step.UNKNOWN;
      }
      case "call_expression" -> call(module, node, path, depth);
      case "new_expression" -> instance(module, node, path, depth);
      case "object" -> path.isEmpty() ? Step.found(module, node) : item(module, node, path);
      case "array" -> {
        int at = path.isEmpty() ? NONE : index(tree, node, path.peekFirst());
        if (at == NONE) {
          yield path.isEmpty() ? Step.found(module, node) : Step.UNKNOWN;
        }
        path.removeFirst();
        yield new Step.Go(module, at);
      }
      case "enum_declaration" -> {
        int value = path.size() == 1 ? EnumMembers.value(tree, node, path.peekFirst()) : NONE;
        if (value == NONE) {
          yield path.isEmpty() ? Step.found(module, node) : Step.UNKNOWN;
        }
        path.removeFirst();
        yield new Step.Go(module, value);
      }
      case "class_declaration", "abstract_class_declaration", "class" ->
          path.isEmpty() ? Step.found(module, node) : member(module, node, path, depth, true);
      case "meta_property" -> Step.external(ExternalNames.global(tree.text(node), path));
      default -> path.isEmpty() ? Step.found(module, node) : Step.UNKNOWN;
    };
  }

  private Step name(ScriptModule module, int node, Deque<String> path) {
    Optional<Binding> binding = module.binding(node);
    if (binding.isPresent()) {
      return new Step.Enter(module, binding.get());
    }
    return module.tree().is(node, "type_identifier") && path.isEmpty()
        ? Step.UNKNOWN
        : Step.external(ExternalNames.global(module.tree().text(node), path));
  }

  private Step enter(ScriptModule module, Binding binding, Deque<String> path, int depth) {
    return switch (binding) {
      case Binding.Function function ->
          path.isEmpty() ? Step.found(module, function.node()) : Step.UNKNOWN;
      case Binding.Class type -> new Step.Go(module, type.node());
      case Binding.Variable variable -> variable(module, variable, path, depth);
      case Binding.Parameter parameter -> parameter(module, parameter, path, depth);
      case Binding.Import imported -> imports.at(module, imported, path);
    };
  }

  private Step parameter(
      ScriptModule module, Binding.Parameter parameter, Deque<String> path, int depth) {
    SyntaxTree tree = module.tree();
    int annotation = Parameters.type(tree, parameter.function(), parameter.index());
    boolean declared = false;
    if (annotation != NONE && !path.isEmpty() && parameter.path().isEmpty()) {
      Optional<Target> type = type(module, annotation, depth);
      if (type.isPresent() && isClass(type.get())) {
        return of(type, path, depth + 1);
      }
      declared = DeclaredTypes.name(tree, annotation) != NONE;
    }
    if (!callers || depth >= MAX_DEPTH || path.size() >= MAX_MEMBERS) {
      return Step.UNKNOWN;
    }
    Optional<Target> passed =
        new PassedValues(this, links.callSites()).of(module, parameter, path, depth + 1);
    // An interface of the repository says more than what somebody else's function gives.
    boolean known = !declared || passed.orElse(null) instanceof Target.Defined;
    return known ? new Step.Stop(passed) : Step.UNKNOWN;
  }

  /** Whether something is a class, as far as that can be told of what is from outside. */
  static boolean isClass(Target target) {
    return target instanceof Target.External
        || (target instanceof Target.Defined d
            && ScriptSyntax.isClass(d.module().tree(), d.node()));
  }

  private Step variable(
      ScriptModule module, Binding.Variable variable, Deque<String> path, int depth) {
    if (variable.value() != NONE) {
      return new Step.Go(module, variable.value());
    }
    SyntaxTree tree = module.tree();
    Destructuring source = Destructuring.of(tree, variable.declaration());
    if (source != null && source.path().size() + path.size() <= MAX_MEMBERS) {
      source.path().reversed().forEach(path::addFirst);
      return new Step.Go(module, source.value());
    }
    int parent = variable.declaration() == NONE ? NONE : tree.parent(variable.declaration());
    return path.isEmpty() ? Step.UNKNOWN : typed(module, tree.child(parent, "type"), path, depth);
  }

  /** A member of something whose class is only known by its declared type. */
  private Step typed(ScriptModule module, int annotation, Deque<String> path, int depth) {
    return of(type(module, annotation, depth), path, depth + 1);
  }

  private Optional<Target> type(ScriptModule module, int annotation, int depth) {
    int type = DeclaredTypes.name(module.tree(), annotation);
    return type == NONE || depth >= MAX_DEPTH
        ? Optional.empty()
        : follow(module, type, new ArrayDeque<>(), depth + 1);
  }

  private Step call(ScriptModule module, int call, Deque<String> path, int depth) {
    SyntaxTree tree = module.tree();
    String loaded = ScriptSyntax.loadedModule(tree, call);
    if (loaded != null) {
      return new Step.Enter(module, new Binding.Import(loaded, "*"));
    }
    int callee = ScriptSyntax.unwrap(tree, tree.child(call, "function"));
    if (tree.is(callee, "member_expression")
        && tree.text(tree.child(callee, "property")).equals("bind")) {
      return ScriptSyntax.argument(tree, call, 1) == NONE
          ? new Step.Go(module, tree.child(callee, "object"))
          : Step.UNKNOWN;
    }
    if (depth >= MAX_DEPTH) {
      return path.isEmpty() ? Step.found(module, call) : Step.UNKNOWN;
    }
    Optional<Target> function = follow(module, callee, new ArrayDeque<>(), depth + 1);
    int start = path.isEmpty() ? NONE : Arguments.start(tree, call);
    if (start != NONE && !(function.orElse(null) instanceof Target.Defined)) {
      return new Step.Go(module, start);
    }
    if (function.isEmpty()) {
      return path.isEmpty() ? Step.found(module, call) : Step.UNKNOWN;
    }
    return switch (function.get()) {
      case Target.External external when Wrappers.handsThrough(external.qualifiedName()) ->
          new Step.Go(module, ScriptSyntax.argument(tree, call, 0));
      case Target.External external
          when Services.isLookUp(external.qualifiedName()) && !path.isEmpty() ->
          service(module, call, path, depth);
      case Target.External external ->
          Step.external(ExternalNames.global(external.qualifiedName() + "()", path));
      case Target.Defined defined -> {
        List<Integer> returns =
            ScriptSyntax.isFunction(defined.module().tree(), defined.node())
                ? ScriptSyntax.returns(defined.module().tree(), defined.node())
                : List.of();
        ScriptModule owner = (ScriptModule) defined.module();
        if (path.isEmpty()) {
          int made = returns.size() == 1 ? returns.getFirst() : NONE;
          yield ScriptSyntax.isFunction(owner.tree(), made)
              ? Step.found(owner, made)
              : Step.found(module, call);
        }
        boolean fluent = !returns.isEmpty() && returns.stream().allMatch(r -> isThis(owner, r));
        int result =
            returns.size() == 1 || fluent ? Promises.result(owner, returns.getFirst()) : NONE;
        yield result != NONE
            ? new Step.Go(owner, result)
            : typed(owner, owner.tree().child(defined.node(), "return_type"), path, depth);
      }
    };
  }

  private static boolean isThis(ScriptModule module, int expression) {
    return module.tree().is(ScriptSyntax.unwrap(module.tree(), expression), "this");
  }

  /** {@code container.resolve(Service)}, {@code container.get<Service>(TOKEN)}. */
  private Step service(ScriptModule module, int call, Deque<String> path, int depth) {
    SyntaxTree tree = module.tree();
    Optional<Target> type =
        follow(module, ScriptSyntax.argument(tree, call, 0), new ArrayDeque<>(), depth + 1);
    return type.filter(t -> t instanceof Target.Defined d && isClass(d)).isPresent()
        ? of(type, path, depth + 1)
        : typed(module, tree.namedChild(tree.child(call, "type_arguments"), 0), path, depth);
  }

  private Step instance(ScriptModule module, int expression, Deque<String> path, int depth) {
    if (depth >= MAX_DEPTH) {
      return path.isEmpty() ? Step.found(module, expression) : Step.UNKNOWN;
    }
    int constructor = module.tree().child(expression, "constructor");
    Optional<Target> type = follow(module, constructor, new ArrayDeque<>(), depth + 1);
    return path.isEmpty() && !(type.orElse(null) instanceof Target.External)
        ? Step.found(module, expression)
        : of(type, path, depth);
  }

  /** A member of an instance of a class. */
  private Step of(Optional<Target> type, Deque<String> path, int depth) {
    if (type.isEmpty()) {
      return Step.UNKNOWN;
    }
    return switch (type.get()) {
      case Target.External external ->
          Step.external(ExternalNames.global(external.qualifiedName() + "()", path));
      case Target.Defined defined ->
          ScriptSyntax.isClass(defined.module().tree(), defined.node())
              ? member((ScriptModule) defined.module(), defined.node(), path, depth, false)
              : Step.UNKNOWN;
    };
  }

  private Step owned(ScriptModule module, int owner, Deque<String> path, int depth) {
    if (path.isEmpty()) {
      return Step.UNKNOWN;
    }
    if (!ScriptSyntax.isClass(module.tree(), owner)) {
      return item(module, owner, path);
    }
    // In a static method, this is the class.
    boolean isStatic =
        ClassMembers.find(module, owner, path.peekFirst(), false) == null
            && ClassMembers.find(module, owner, path.peekFirst(), true) != null;
    return member(module, owner, path, depth, isStatic);
  }

  private Step member(
      ScriptModule module, int type, Deque<String> path, int depth, boolean isStatic) {
    ClassMembers.Member member = ClassMembers.find(module, type, path.peekFirst(), isStatic);
    if (member == null) {
      return superclass(module, type, path, depth, isStatic ? "" : "()");
    }
    path.removeFirst();
    if (member.value() != NONE) {
      return new Step.Go(module, member.value());
    }
    return path.isEmpty() ? Step.UNKNOWN : typed(module, member.type(), path, depth);
  }

  private Step superclass(
      ScriptModule module, int type, Deque<String> path, int depth, String suffix) {
    int parent = ClassMembers.superclass(module.tree(), type);
    if (parent == NONE || depth >= MAX_DEPTH) {
      return Step.UNKNOWN;
    }
    Optional<Target> target = follow(module, parent, new ArrayDeque<>(), depth + 1);
    if (target.orElse(null) instanceof Target.External external) {
      return Step.external(ExternalNames.global(external.qualifiedName() + suffix, path));
    }
    return target.orElse(null) instanceof Target.Defined defined
            && ScriptSyntax.isClass(defined.module().tree(), defined.node())
            && !path.isEmpty()
        ? member((ScriptModule) defined.module(), defined.node(), path, depth + 1, suffix.isEmpty())
        : Step.UNKNOWN;
  }

  private Step item(ScriptModule module, int object, Deque<String> path) {
    SyntaxTree tree = module.tree();
    int value = ObjectLiterals.value(tree, object, path.peekFirst());
    if (value != NONE) {
      path.removeFirst();
      return new Step.Go(module, value);
    }
    // Of several spread objects only the last can be asked: the others may be overridden by it.
    int spread =
        tree.namedChildren(object)
            .filter(c -> tree.is(c, "spread_element"))
            .reduce(NONE, (a, b) -> b);
    return spread == NONE ? Step.UNKNOWN : new Step.Go(module, tree.namedChild(spread, 0));
  }

  private static int index(SyntaxTree tree, int array, String index) {
    return index.matches("\\d{1,6}") ? tree.namedChild(array, Integer.parseInt(index)) : NONE;
  }
}
