package io.mcpscore.engine.parser;

import io.mcpscore.engine.syntax.SyntaxTree;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.util.Optional;

/**
 * Walks a tree with tree-sitter's own cursor: seven calls a node, and right for every version and
 * platform.
 */
final class CursorWalk implements TreeWalk {

  private final SegmentAllocator node;
  private final SegmentAllocator cursor;

  /**
   * Makes a walk.
   *
   * @param arena keeps what the calls return
   */
  CursorWalk(Arena arena) {
    this.node = SegmentAllocator.prefixAllocator(arena.allocate(TreeSitter.NODE));
    this.cursor = SegmentAllocator.prefixAllocator(arena.allocate(TreeSitter.CURSOR));
  }

  @Override
  public Optional<FlatTree> flatten(MemorySegment tree, int length, int maxNodes) {
    try {
      MemorySegment root = (MemorySegment) TreeSitter.TREE_ROOT_NODE.invokeExact(node, tree);
      MemorySegment at = (MemorySegment) TreeSitter.CURSOR_NEW.invokeExact(cursor, root);
      try {
        return walk(at, FlatTreeBuilder.forText(length), maxNodes);
      } finally {
        TreeSitter.CURSOR_DELETE.invokeExact(at);
      }
    } catch (Throwable e) {
      throw TreeSitter.unexpected(e);
    }
  }

  private Optional<FlatTree> walk(MemorySegment at, FlatTreeBuilder nodes, int maxNodes)
      throws Throwable {
    int parent = SyntaxTree.NONE;
    while (true) {
      int index = nodes.size();
      if (index == maxNodes) {
        return Optional.empty();
      }
      MemorySegment here = (MemorySegment) TreeSitter.CURSOR_NODE.invokeExact(node, at);
      int symbol = Short.toUnsignedInt((short) TreeSitter.NODE_SYMBOL.invokeExact(here));
      int field = Short.toUnsignedInt((short) TreeSitter.CURSOR_FIELD.invokeExact(at));
      int start = (int) TreeSitter.NODE_START.invokeExact(here);
      int end = (int) TreeSitter.NODE_END.invokeExact(here);
      nodes.add(symbol, field, start, end, parent);
      if ((byte) TreeSitter.CURSOR_FIRST_CHILD.invokeExact(at) != 0) {
        parent = index;
        continue;
      }
      while ((byte) TreeSitter.CURSOR_NEXT_SIBLING.invokeExact(at) == 0) {
        if ((byte) TreeSitter.CURSOR_PARENT.invokeExact(at) == 0) {
          return Optional.of(nodes.build());
        }
        parent = nodes.close(parent);
      }
    }
  }
}
