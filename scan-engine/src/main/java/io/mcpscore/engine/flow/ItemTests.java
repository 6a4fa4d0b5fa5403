package io.mcpscore.engine.flow;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tests of Python that hold for every item of a list or every key of a table: {@code set(x) -
 * ALLOWED} that is empty, {@code set(x) <= ALLOWED}, {@code any(i not in ALLOWED for i in x)} that
 * is false.
 */
final class ItemTests {

  private static final Set<String> VIEWS = Set.of("set", "frozenset", "list", "keys");

  private final Frame frame;
  private final SyntaxTree tree;

  ItemTests(Frame frame) {
    this.frame = frame;
    this.tree = frame.tree;
  }

  /** What {@code left - right} says when it is empty, and {@code left <= right} when it is true. */
  Set<Place> subset(int left, int right) {
    int all = whole(left);
    Place place =
        all == NONE || frame.quietly(right).isTainted() ? null : frame.expressions.place(all);
    return place == null ? Set.of() : Set.of(place);
  }

  /** The list or table behind {@code set(x)} and {@code x.keys()}, or {@code NONE}. */
  private int whole(int view) {
    int node = Shapes.unwrap(tree, view);
    if (node == NONE || !Shapes.isCall(tree, node)) {
      return NONE;
    }
    int callee = Shapes.callee(tree, node);
    boolean method = Shapes.isMember(tree, callee);
    String name = method ? Shapes.memberName(tree, callee) : tree.text(callee);
    List<Shapes.Argument> arguments = Shapes.arguments(tree, node);
    if (!VIEWS.contains(name) || arguments.size() != (method ? 0 : 1)) {
      return NONE;
    }
    int inner = method ? Shapes.owner(tree, callee) : arguments.getFirst().node();
    int deeper = whole(inner);
    return deeper == NONE ? inner : deeper;
  }

  /**
   * What a generator says of what it goes through, when its body says it of each item.
   *
   * @param tested what the body says
   */
  Set<Place> each(int generator, Set<Place> tested) {
    int clause = tree.namedChild(generator, 1);
    int item = tree.child(clause, "left");
    int list = tree.child(clause, "right");
    Place variable = item == NONE ? null : frame.expressions.place(item);
    int inner = whole(list);
    // With a condition of its own a comprehension leaves items out.
    boolean all = tree.namedChild(generator, 2) == NONE;
    return all && variable != null && tested.contains(variable)
        ? listed(frame.expressions.place(inner == NONE ? list : inner), list)
        : Set.of();
  }

  /** A list, and the text that it was made of. */
  Set<Place> listed(Place place, int list) {
    return Stream.of(Optional.ofNullable(place), Optional.ofNullable(frame.conditions.parted(list)))
        .flatMap(Optional::stream)
        .collect(Collectors.toSet());
  }
}
