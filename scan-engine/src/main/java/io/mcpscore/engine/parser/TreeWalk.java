package io.mcpscore.engine.parser;

import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** Copies a tree out of tree-sitter. Serves one thread. */
interface TreeWalk {

  /**
   * Copies a tree.
   *
   * @param tree address of the {@code TSTree}
   * @param length bytes of the file
   * @param maxNodes nodes that it may have
   * @return empty when it has more
   */
  Optional<FlatTree> flatten(MemorySegment tree, int length, int maxNodes);
}
