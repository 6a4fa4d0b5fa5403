package io.mcpscore.engine.parser;

import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Arrays;

/** Collects nodes in pre-order. */
final class FlatTreeBuilder {

  /** Dense code has about one node in five bytes. */
  private static final int BYTES_PER_NODE = 5;

  private int size;
  private int[] kindAndField;
  private int[] starts;
  private int[] ends;
  private int[] parents;
  private int[] subtreeEnds;

  private FlatTreeBuilder(int expectedNodes) {
    kindAndField = new int[expectedNodes];
    starts = new int[expectedNodes];
    ends = new int[expectedNodes];
    parents = new int[expectedNodes];
    subtreeEnds = new int[expectedNodes];
  }

  /** Makes one with room for the tree of a text of so many bytes. */
  static FlatTreeBuilder forText(int length) {
    return new FlatTreeBuilder(length / BYTES_PER_NODE + 16);
  }

  int size() {
    return size;
  }

  /** Adds the next node, a leaf until {@link #close} is called for it. */
  void add(int symbol, int field, int start, int end, int parent) {
    if (size == starts.length) {
      resize(size + (size >> 1) + 16);
    }
    kindAndField[size] = field << 16 | symbol;
    starts[size] = start;
    ends[size] = end;
    parents[size] = parent;
    subtreeEnds[size] = size + 1;
    size++;
  }

  /** Ends the subtree of a node after the nodes added so far, and answers its parent. */
  int close(int node) {
    subtreeEnds[node] = size;
    return parents[node];
  }

  FlatTree build() {
    if (size == 0) {
      add(0, 0, 0, 0, SyntaxTree.NONE);
    }
    resize(size);
    return new FlatTree(kindAndField, starts, ends, parents, subtreeEnds);
  }

  private void resize(int length) {
    kindAndField = Arrays.copyOf(kindAndField, length);
    starts = Arrays.copyOf(starts, length);
    ends = Arrays.copyOf(ends, length);
    parents = Arrays.copyOf(parents, length);
    subtreeEnds = Arrays.copyOf(subtreeEnds, length);
  }
}
