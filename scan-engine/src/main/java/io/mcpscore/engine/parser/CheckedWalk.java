package io.mcpscore.engine.parser;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/**
 * Prefers a quick walk that knows one version of tree-sitter to one that is right for all.
 *
 * @param direct the quick one; may throw {@link UnknownLayoutException}
 * @param cursor the other
 */
record CheckedWalk(TreeWalk direct, TreeWalk cursor) implements TreeWalk {

  /**
   * Compares both walks on a tree.
   *
   * @param tree address of the {@code TSTree} of {@link WalkSample}
   * @param length bytes of its text
   * @return the quick walk with the other behind it, or the other alone when the two differ
   */
  static TreeWalk of(TreeWalk direct, TreeWalk cursor, MemorySegment tree, int length) {
    FlatTree expected = cursor.flatten(tree, length, NativeParser.MAX_NODES).orElseThrow();
    try {
      Optional<FlatTree> actual = direct.flatten(tree, length, NativeParser.MAX_NODES);
      boolean same = actual.isPresent() && expected.hasNodesOf(actual.get());
      return same ? new CheckedWalk(direct, cursor) : cursor;
    } catch (UnknownLayoutException e) {
      return cursor;
    }
  }

  @Override
  public Optional<FlatTree> flatten(MemorySegment tree, int length, int maxNodes) {
    try {
      return direct.flatten(tree, length, maxNodes);
    } catch (UnknownLayoutException e) {
      return cursor.flatten(tree, length, maxNodes);
    }
  }
}
