package io.mcpscore.engine.program.py;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;

/** Every place that binds one name of one scope, in the order of the text. */
final class PySites {

  /** Values of one name that are worth comparing. */
  private static final int MOST_VALUES = 12;

  private final SyntaxTree tree;
  private final List<Binding> sites = new ArrayList<>(1);

  PySites(SyntaxTree tree) {
    this.tree = tree;
  }

  void add(Binding binding) {
    sites.add(binding);
  }

  /**
   * The one meaning. A parameter stays one when it is assigned again; an import wins over its
   * fallbacks ({@code except ImportError: json = None}), but not over a value that the module gives
   * the name later in any case; of several definitions the last counts; {@code None} and bare
   * annotations are places to be filled, not values.
   */
  Binding meaning() {
    if (sites.size() == 1) {
      return sites.getFirst();
    }
    Binding last = null;
    int values = 0;
    Binding.Variable first = null;
    Binding.Variable only = null;
    for (Binding site : sites.subList(afterReplaced(), sites.size())) {
      switch (site) {
        case Binding.Parameter p -> {
          return p;
        }
        case Binding.Import i -> {
          return i;
        }
        case Binding.Function f -> last = f;
        case Binding.Class c -> last = c;
        case Binding.Variable v -> {
          first = first == null ? v : first;
          if (!isPlaceholder(v)) {
            values++;
            only = v;
          }
        }
      }
    }
    if (last != null) {
      return last;
    }
    return new Binding.Variable(first.declaration(), values == 1 ? only.value() : NONE);
  }

  /** The site that takes the name away from an import before it, 0 when none does. */
  private int afterReplaced() {
    boolean imported = false;
    for (int i = 0; i < sites.size(); i++) {
      if (imported && sites.get(i) instanceof Binding.Variable v && replaces(v)) {
        return i;
      }
      imported |= sites.get(i) instanceof Binding.Import;
    }
    return 0;
  }

  /** Whether a module gives the name a value of its own, whatever happens. */
  private boolean replaces(Binding.Variable variable) {
    int assignment = tree.parent(variable.declaration());
    boolean always = tree.is(assignment, "assignment") && tree.parent(tree.parent(assignment)) == 0;
    return always
        && variable.value() != NONE
        && !isPlaceholder(variable)
        && tree.subtree(variable.value())
            .filter(n -> tree.is(n, "identifier"))
            .noneMatch(n -> tree.text(n).equals(tree.text(variable.declaration())));
  }

  /** Whether this is the only place that gives the name a meaning. */
  boolean isOnly(int declaration) {
    return sites.size() == 1
        && sites.getFirst() instanceof Binding.Variable v
        && v.declaration() == declaration;
  }

  /** The values of a name that is given several, or none when one of them cannot be said. */
  List<Integer> values() {
    List<Integer> out = new ArrayList<>();
    for (Binding site : sites.size() > MOST_VALUES ? List.<Binding>of() : sites) {
      if (!(site instanceof Binding.Variable v) || (v.value() == NONE && !isPlaceholder(v))) {
        return List.of();
      }
      if (!isPlaceholder(v)) {
        out.add(v.value());
      }
    }
    return out;
  }

  private boolean isPlaceholder(Binding.Variable variable) {
    int parent = tree.parent(variable.declaration());
    return tree.is(variable.value(), "none")
        || (variable.value() == NONE
            && tree.is(parent, "assignment")
            && tree.child(parent, "right") == NONE);
  }
}
