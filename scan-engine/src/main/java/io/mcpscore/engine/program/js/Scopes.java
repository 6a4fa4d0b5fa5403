package io.mcpscore.engine.program.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The lexical scopes of a file: functions, blocks, loops, classes, catch clauses. */
final class Scopes {

  /** Scopes that hostile nesting can put around a name before the search gives up. */
  private static final int MAX_CHAIN = 2_000;

  private static final Set<String> BLOCKS =
      Set.of(
          "statement_block",
          "for_statement",
          "for_in_statement",
          "catch_clause",
          "switch_body",
          "internal_module",
          "module");

  private final SyntaxTree tree;
  private final int[] scopeOf;
  private final List<Scope> scopes = new ArrayList<>();

  /** Lays out the scopes of a tree, still without names. */
  Scopes(SyntaxTree tree) {
    this.tree = tree;
    this.scopeOf = new int[tree.size()];
    for (int n = 0; n < tree.size(); n++) {
      int outer = n == 0 ? NONE : scopeOf[tree.parent(n)];
      boolean function = n == 0 || ScriptSyntax.isFunction(tree, n);
      if (function || BLOCKS.contains(tree.kind(n)) || ScriptSyntax.isClass(tree, n)) {
        scopes.add(new Scope(outer, function, new HashMap<>()));
        scopeOf[n] = scopes.size() - 1;
      } else {
        scopeOf[n] = outer;
      }
    }
  }

  /** Scope that a node opens, or the one it stands in. */
  int inner(int node) {
    return scopeOf[node];
  }

  /** Scope that a node stands in. */
  int outer(int node) {
    return node == 0 ? 0 : scopeOf[tree.parent(node)];
  }

  /** The scope that {@code var} declares into. */
  int functionScope(int scope) {
    int at = scope;
    while (!scopes.get(at).function()) {
      at = scopes.get(at).parent();
    }
    return at;
  }

  /** Declares a name; of two declarations the first stays unless both are variables. */
  void declare(int scope, String name, Slot slot) {
    Slot present = scopes.get(scope).names().putIfAbsent(name, slot);
    if (present != null) {
      present.redeclare(slot);
    }
  }

  /** The declaration that a name means in a scope, or null. */
  Slot find(int scope, String name) {
    int at = scope;
    for (int i = 0; at != NONE && i < MAX_CHAIN; i++) {
      Slot slot = scopes.get(at).names().get(name);
      if (slot != null) {
        return slot;
      }
      at = scopes.get(at).parent();
    }
    return null;
  }

  /** What a name means at a node. */
  Optional<Binding> lookup(int node, String name) {
    Slot slot = find(scopeOf[node], name);
    return slot == null ? Optional.empty() : Optional.of(slot.binding());
  }

  private record Scope(int parent, boolean function, Map<String, Slot> names) {}

  /** A declared name while its assignments are being counted. */
  static final class Slot {
    private Binding binding;
    private int writes;

    Slot(Binding binding) {
      this.binding = binding;
    }

    Binding binding() {
      return binding;
    }

    /** Notes an assignment after the declaration; {@code NONE} for a value that has no node. */
    void assign(int value) {
      writes++;
      if (binding instanceof Binding.Variable v) {
        boolean only = v.value() == NONE && writes == 1;
        binding = new Binding.Variable(v.declaration(), only ? value : NONE);
      } else if (binding instanceof Binding.Import || binding instanceof Binding.Function) {
        binding = new Binding.Variable(NONE, NONE);
      }
    }

    /**
     * Marks a variable whose value comes from elsewhere, so that one assignment is not its only.
     */
    Slot unknown() {
      writes++;
      return this;
    }

    private void redeclare(Slot other) {
      if (binding instanceof Binding.Variable && other.binding instanceof Binding.Variable v) {
        if (v.value() != NONE) {
          assign(v.value());
        }
      }
    }
  }
}
