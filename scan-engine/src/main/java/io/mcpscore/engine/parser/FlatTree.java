package io.mcpscore.engine.parser;

import io.mcpscore.engine.source.SourceText;
import io.mcpscore.engine.syntax.Language;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.engine.syntax.Vocabulary;
import java.io.IOException;
import java.util.Arrays;

/**
 * The nodes of one file as {@link SyntaxTree} wants them, apart from text and names.
 *
 * @param kindAndField symbol id in the low 16 bits, field id in the high 16
 * @param starts first byte
 * @param ends byte after the last
 * @param parents index of the parent
 * @param subtreeEnds index after the subtree
 */
record FlatTree(int[] kindAndField, int[] starts, int[] ends, int[] parents, int[] subtreeEnds) {

  private static final int ERROR_SYMBOL = 0xFFFF;

  /**
   * Makes a tree of numbers from another process: proves that every index is one, and that subtrees
   * nest, which gives the parents. A broken answer must not become an exception in the middle of a
   * scan, or an endless loop.
   *
   * @throws IOException when the numbers are no tree of such a text
   */
  static FlatTree checked(
      int[] kindAndField,
      int[] starts,
      int[] ends,
      int[] subtreeEnds,
      int textLength,
      Vocabulary vocabulary)
      throws IOException {
    int size = starts.length;
    int kinds = vocabulary.kinds().length;
    int fields = vocabulary.fields().length;
    int[] parents = new int[size];
    int parent = SyntaxTree.NONE;
    int limit = size;
    boolean valid = subtreeEnds[0] == size;
    for (int node = 0; valid && node < size; node++) {
      while (node == limit) {
        parent = parents[parent];
        limit = subtreeEnds[parent];
      }
      int symbol = kindAndField[node] & 0xFFFF;
      valid =
          (symbol < kinds || symbol == ERROR_SYMBOL)
              && kindAndField[node] >>> 16 < fields
              && 0 <= starts[node]
              && starts[node] <= ends[node]
              && ends[node] <= textLength
              && node < subtreeEnds[node]
              && subtreeEnds[node] <= limit;
      parents[node] = parent;
      parent = node;
      limit = subtreeEnds[node];
    }
    if (!valid) {
      throw new IOException("impossible tree");
    }
    return new FlatTree(kindAndField, starts, ends, parents, subtreeEnds);
  }

  int size() {
    return starts.length;
  }

  /** Whether another tree is the same in every number. */
  boolean hasNodesOf(FlatTree other) {
    return Arrays.equals(kindAndField, other.kindAndField)
        && Arrays.equals(starts, other.starts)
        && Arrays.equals(ends, other.ends)
        && Arrays.equals(parents, other.parents)
        && Arrays.equals(subtreeEnds, other.subtreeEnds);
  }

  SyntaxTree of(Language language, SourceText text, Vocabulary vocabulary) {
    return new SyntaxTree(
        language, text, vocabulary, kindAndField, starts, ends, parents, subtreeEnds);
  }
}
