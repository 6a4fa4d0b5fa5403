package io.mcpscore.engine.syntax;

import java.util.Arrays;
import java.util.stream.IntStream;

/** The named nodes of a tree by kind, so that a check does not go through all to find a few. */
final class KindIndex {

  private static final int[] NOTHING = {};
  private static final int ERROR_SYMBOL = 0xFFFF;

  private final Vocabulary vocabulary;

  /** Nodes by symbol; those of the error symbol come last. */
  private final int[][] nodes;

  /** Sorts the nodes of a tree; the kind is in the low 16 bits of each item. */
  KindIndex(Vocabulary vocabulary, int[] kindAndField) {
    this.vocabulary = vocabulary;
    int symbols = vocabulary.kinds().length;
    int[] counts = new int[symbols + 1];
    for (int item : kindAndField) {
      int symbol = item & 0xFFFF;
      if (vocabulary.isNamed(symbol)) {
        counts[slot(symbol, symbols)]++;
      }
    }
    nodes = new int[symbols + 1][];
    for (int i = 0; i <= symbols; i++) {
      nodes[i] = counts[i] == 0 ? NOTHING : new int[counts[i]];
    }
    Arrays.fill(counts, 0);
    for (int node = 0; node < kindAndField.length; node++) {
      int symbol = kindAndField[node] & 0xFFFF;
      if (vocabulary.isNamed(symbol)) {
        int slot = slot(symbol, symbols);
        nodes[slot][counts[slot]++] = node;
      }
    }
  }

  private static int slot(int symbol, int symbols) {
    return symbol == ERROR_SYMBOL ? symbols : symbol;
  }

  /** The nodes of some kinds in order. Several symbols may have one name. */
  IntStream nodes(String... kinds) {
    int[] found = NOTHING;
    for (String kind : kinds) {
      for (int symbol : vocabulary.symbols(kind)) {
        int[] more = nodes[slot(symbol, nodes.length - 1)];
        if (more.length > 0) {
          found = found.length == 0 ? more : merged(found, more);
        }
      }
    }
    return Arrays.stream(found);
  }

  private static int[] merged(int[] a, int[] b) {
    int[] out = new int[a.length + b.length];
    int i = 0;
    int j = 0;
    for (int k = 0; k < out.length; k++) {
      boolean first = j == b.length || (i < a.length && a[i] < b[j]);
      out[k] = first ? a[i++] : b[j++];
    }
    return out;
  }
}
