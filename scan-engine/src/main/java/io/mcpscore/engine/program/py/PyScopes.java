package io.mcpscore.engine.program.py;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names of every scope of a file. A scope is known by its node: the module (node 0), a function
 * or lambda, a class, a comprehension.
 */
final class PyScopes {

  /** Code nested deeper than any written by hand is not looked through. */
  private static final int DEEPEST = 200;

  private final SyntaxTree tree;
  private final int[] scopes;
  private final Map<Integer, Map<String, PySites>> names = new HashMap<>();
  private final Map<Integer, Set<String>> globals = new HashMap<>();
  private final Map<Integer, Set<String>> nonlocals = new HashMap<>();

  PyScopes(SyntaxTree tree) {
    this.tree = tree;
    this.scopes = new int[tree.size()];
    if (scopes.length > 0) {
      scopes[0] = NONE;
    }
    for (int node = 1; node < scopes.length; node++) {
      scopes[node] = scopeOfChild(tree.parent(node), node);
    }
  }

  /** Defaults, annotations, decorators, bases and the first iterable see the outer scope. */
  private int scopeOfChild(int parent, int child) {
    if (parent == 0) {
      return 0;
    }
    String kind = tree.kind(parent);
    int outer = scopes[parent];
    return switch (kind) {
      case "function_definition", "lambda" -> {
        String field = tree.field(child);
        yield field.equals("body") || field.equals("parameters") ? parent : outer;
      }
      case "class_definition" -> tree.field(child).equals("body") ? parent : outer;
      case "default_parameter", "typed_default_parameter", "typed_parameter" -> {
        String field = tree.field(child);
        boolean evaluatedOutside = field.equals("value") || field.equals("type");
        yield evaluatedOutside && outer > 0 ? scopes[outer] : outer;
      }
      case "for_in_clause" -> {
        boolean first =
            tree.field(child).equals("right")
                && outer > 0
                && PySyntax.isComprehension(tree.kind(outer))
                && tree.namedChild(outer, 1) == parent;
        yield first ? scopes[outer] : outer;
      }
      default -> PySyntax.isComprehension(kind) ? parent : outer;
    };
  }

  /** The scope that a node is evaluated in; {@code NONE} for the module node itself. */
  int scopeOf(int node) {
    return scopes[node];
  }

  void declareGlobal(int scope, String name) {
    globals.computeIfAbsent(scope, s -> new HashSet<>()).add(name);
  }

  void declareNonlocal(int scope, String name) {
    nonlocals.computeIfAbsent(scope, s -> new HashSet<>()).add(name);
  }

  /** Binds a name where an assignment in a scope would. */
  void add(int scope, String name, Binding binding) {
    int owner = scope;
    if (globals.getOrDefault(scope, Set.of()).contains(name)) {
      owner = 0;
    } else if (nonlocals.getOrDefault(scope, Set.of()).contains(name)) {
      owner = nearestFunctionWith(scopes[scope], name);
    }
    names
        .computeIfAbsent(owner, s -> new HashMap<>())
        .computeIfAbsent(name, n -> new PySites(tree))
        .add(binding);
  }

  /** Binds as {@code :=} does: in the function around a comprehension. */
  void addOutsideComprehensions(int scope, String name, Binding binding) {
    int owner = scope;
    while (owner > 0 && PySyntax.isComprehension(tree.kind(owner))) {
      owner = scopes[owner];
    }
    add(owner, name, binding);
  }

  private int nearestFunctionWith(int from, String name) {
    int at = from;
    for (int i = 0; i < DEEPEST && at > 0; i++) {
      if (PySyntax.isFunction(tree, at) && names.getOrDefault(at, Map.of()).containsKey(name)) {
        return at;
      }
      at = scopes[at];
    }
    return Math.max(from, 0);
  }

  /** What a name means at a node. */
  Optional<Binding> lookup(int node, String name) {
    int start = scopes[node];
    int at = start;
    for (int i = 0; i < DEEPEST && at != NONE; i++) {
      boolean hidden = at != start && tree.is(at, "class_definition");
      if (globals.getOrDefault(at, Set.of()).contains(name)) {
        return inScope(0, name);
      }
      Optional<Binding> found = hidden ? Optional.empty() : inScope(at, name);
      if (found.isPresent()) {
        return found;
      }
      at = scopes[at];
    }
    return Optional.empty();
  }

  /** What a scope itself binds a name to. */
  Optional<Binding> inScope(int scope, String name) {
    PySites sites = names.getOrDefault(scope, Map.of()).get(name);
    return sites == null ? Optional.empty() : Optional.of(sites.meaning());
  }

  /** Whether a name has a meaning in its scope by this declaration alone. */
  boolean isOnly(int declaration) {
    PySites sites = names.getOrDefault(scopes[declaration], Map.of()).get(tree.text(declaration));
    return sites != null && sites.isOnly(declaration);
  }

  /** The values of a variable that is given several, none when one of them cannot be said. */
  List<Integer> values(int declaration) {
    PySites sites = names.getOrDefault(scopes[declaration], Map.of()).get(tree.text(declaration));
    return sites == null ? List.of() : sites.values();
  }

  /** Names that a scope binds, sorted. */
  List<String> namesOf(int scope) {
    List<String> out = new ArrayList<>(names.getOrDefault(scope, Map.of()).keySet());
    out.sort(null);
    return out;
  }
}
