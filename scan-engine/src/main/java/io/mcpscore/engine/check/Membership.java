package io.mcpscore.engine.check;

import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;

/**
 * A test of Python whether something is in a collection: {@code x in names}, {@code x not in
 * names}.
 *
 * @param value what is looked for
 * @param list where, as it is written
 * @param isIn whether it has to be there
 */
public record Membership(int value, int list, boolean isIn) {

  /** The test that a comparison is, or empty. */
  public static Optional<Membership> of(SyntaxTree tree, int comparison) {
    int value = tree.namedChild(comparison, 0);
    int list = tree.namedChild(comparison, 1);
    if (value == SyntaxTree.NONE || list == SyntaxTree.NONE) {
      return Optional.empty();
    }
    String operator =
        tree.source().slice(tree.end(value), Math.max(tree.end(value), tree.start(list))).strip();
    boolean isIn = operator.equals("in");
    return isIn || operator.matches("not\\s{1,9}in")
        ? Optional.of(new Membership(value, list, isIn))
        : Optional.empty();
  }
}
