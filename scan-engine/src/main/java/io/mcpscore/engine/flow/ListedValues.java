package io.mcpscore.engine.flow;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Set;

/**
 * Lists, sets and tables whose members all stand in the program.
 *
 * @param run that knows names and constants
 */
record ListedValues(TaintRun run) {

  /** What makes a collection of the one that it is given. */
  private static final Set<String> COLLECTING =
      Set.of("Set", "set", "frozenset", "list", "tuple", "freeze", "sorted");

  private static final int DEEPEST = 3;

  /** Whether an expression is such a collection. */
  boolean isListed(SourceModule module, int collection) {
    return isListed(module, collection, DEEPEST);
  }

  private boolean isListed(SourceModule module, int collection, int depth) {
    SyntaxTree tree = module.tree();
    int node = Shapes.unwrap(tree, collection);
    if (depth == 0) {
      return false;
    }
    int collected = collected(tree, node);
    if (collected != NONE) {
      return isListed(module, collected, depth - 1);
    }
    if (run.resolve(module, node).orElse(null) instanceof Target.Defined d) {
      SyntaxTree there = d.module().tree();
      boolean table = there.is(d.node(), "dictionary") || there.is(d.node(), "object");
      if (table || collected(there, d.node()) != NONE) {
        return table || isListed(d.module(), d.node(), depth - 1);
      }
    }
    if (tree.is(node, "identifier")
        && module.binding(node).orElse(null) instanceof Binding.Variable v
        && v.value() != NONE
        && collected(tree, v.value()) != NONE) {
      return isListed(module, v.value(), depth - 1);
    }
    JsonNode constant = run.constant(module, node);
    boolean all = constant.isArray() && !constant.isEmpty();
    for (JsonNode value : constant) {
      all &= value.isValueNode() && !value.isMissingNode();
    }
    return all;
  }

  /** The {@code list} of {@code new Set(list)}, {@code frozenset(list)}, {@code NONE} of others. */
  private static int collected(SyntaxTree tree, int node) {
    if (node == NONE || !Shapes.isCall(tree, node)) {
      return NONE;
    }
    int callee = Shapes.callee(tree, node);
    String name =
        Shapes.isMember(tree, callee) ? Shapes.memberName(tree, callee) : tree.text(callee);
    List<Shapes.Argument> arguments = Shapes.arguments(tree, node);
    return COLLECTING.contains(name) && arguments.size() == 1 && !arguments.getFirst().spread()
        ? arguments.getFirst().node()
        : NONE;
  }
}
