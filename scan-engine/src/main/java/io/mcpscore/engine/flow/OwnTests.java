package io.mcpscore.engine.flow;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.HashSet;
import java.util.Set;

/**
 * What the outcome of functions of the repository says about their arguments: the result itself, a
 * name that it was given, or a part of it.
 */
final class OwnTests {

  private final Frame frame;
  private final SyntaxTree tree;

  OwnTests(Frame frame) {
    this.frame = frame;
    this.tree = frame.tree;
  }

  /** {@code const ok = test(x); if (ok)}, {@code ok, error = test(x)}. */
  Set<Place> variable(int name, boolean outcome, int depth) {
    Binding binding = frame.module.binding(name).orElse(null);
    if (binding instanceof Binding.Variable v && v.value() != NONE) {
      return frame.conditions.facts(v.value(), outcome, depth - 1);
    }
    LastGiven given = LastGiven.of(frame.module, name);
    if (given == null) {
      return Set.of();
    }
    return given.part().isEmpty()
        ? frame.conditions.facts(given.value(), outcome, depth - 1)
        : part(given.value(), given.part(), outcome);
  }

  /** {@code if (result.valid)}, {@code if result["ok"]}. */
  Set<Place> member(int access, boolean outcome) {
    int owner = Shapes.unwrap(tree, Shapes.owner(tree, access));
    String name =
        Shapes.isMember(tree, access)
            ? Shapes.memberName(tree, access)
            : frame.run.constant(frame.module, Shapes.index(tree, access)).asText();
    int made = owner;
    if (tree.is(owner, "identifier")) {
      LastGiven given = LastGiven.of(frame.module, owner);
      made = given != null && given.part().isEmpty() ? given.value() : NONE;
    }
    return made == NONE || name.isEmpty() ? Set.of() : part(made, name, outcome);
  }

  private Set<Place> part(int value, String part, boolean outcome) {
    int call = Shapes.unwrap(tree, value);
    return Shapes.isCall(tree, call) ? call(call, outcome, part) : Set.of();
  }

  /**
   * A function of the repository that tests its arguments.
   *
   * @param part the part of what it returns that is the outcome, see {@link Parts#of}
   */
  Set<Place> call(int call, boolean outcome, String part) {
    int callee = Shapes.callee(tree, call);
    Target.Defined d = frame.function(callee);
    if (d == null
        || !d.module().isFunction(d.node())
        || PyObjects.neverRuns(frame.module, call, d.module(), d.node())) {
      return Set.of();
    }
    Set<Place> out = new HashSet<>();
    int[] nodes = ArgumentMap.nodes(frame, call, d.module(), d.node());
    for (int parameter : frame.run.tested(d.module(), d.node(), outcome, part)) {
      Place place = parameter < nodes.length ? frame.expressions.place(nodes[parameter]) : null;
      if (place != null) {
        out.add(place);
      }
    }
    return out;
  }
}
