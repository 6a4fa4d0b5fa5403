package io.mcpscore.engine.syntax;

import io.mcpscore.engine.source.SourceText;
import java.util.stream.IntStream;

/**
 * The syntax tree of one file in pre-order: node 0 is the root, and the subtree of a node is the
 * range from the node to {@link #subtreeEnd}. Trees of hostile files are hundreds of thousands of
 * levels deep, so every walk must be a loop over indices, never a recursion.
 *
 * <p>Kinds and fields are those of the tree-sitter grammars, such as {@code call_expression} and
 * {@code function}. Anonymous nodes (punctuation, keywords) are nodes too, with their text as kind.
 */
public final class SyntaxTree {

  /** No such node. */
  public static final int NONE = -1;

  private final Language language;
  private final SourceText text;
  private final Vocabulary vocabulary;
  private final int[] kindAndField;
  private final int[] starts;
  private final int[] ends;
  private final int[] parents;
  private final int[] subtreeEnds;
  private final NodeMemo<String> names;
  private volatile KindIndex kindIndex;

  /** Texts of this length or shorter are kept once made: names are asked for again and again. */
  private static final int LONGEST_NAME = 64;

  /**
   * Takes over parallel arrays in pre-order, one item a node.
   *
   * @param kindAndField symbol id in the low 16 bits, field id in the high 16 (0 for none)
   * @param starts first byte of the node
   * @param ends byte after the node
   * @param parents index of the parent, {@link #NONE} for the root
   * @param subtreeEnds index after the last node of the subtree
   */
  public SyntaxTree(
      Language language,
      SourceText text,
      Vocabulary vocabulary,
      int[] kindAndField,
      int[] starts,
      int[] ends,
      int[] parents,
      int[] subtreeEnds) {
    this.language = language;
    this.text = text;
    this.vocabulary = vocabulary;
    this.kindAndField = kindAndField;
    this.starts = starts;
    this.ends = ends;
    this.parents = parents;
    this.subtreeEnds = subtreeEnds;
    this.names = new NodeMemo<>(starts.length);
  }

  /** Language of the file. */
  public Language language() {
    return language;
  }

  /** Text of the file. */
  public SourceText source() {
    return text;
  }

  /** Number of nodes. */
  public int size() {
    return starts.length;
  }

  /** Grammar name of a node, an interned text; the empty text for {@link #NONE}. */
  public String kind(int node) {
    return node < 0 ? "" : vocabulary.kind(kindAndField[node] & 0xFFFF);
  }

  /** Whether a node is of a kind. */
  public boolean is(int node, String kind) {
    return node >= 0 && kind(node).equals(kind);
  }

  /** Whether a node is named, that is, no punctuation and no keyword. */
  public boolean isNamed(int node) {
    return vocabulary.isNamed(kindAndField[node] & 0xFFFF);
  }

  /** Field of its parent that a node fills, or the empty text. */
  public String field(int node) {
    return vocabulary.field(kindAndField[node] >>> 16);
  }

  /** First byte of a node. */
  public int start(int node) {
    return starts[node];
  }

  /** Byte after a node. */
  public int end(int node) {
    return ends[node];
  }

  /** Parent, or {@link #NONE} for the root. */
  public int parent(int node) {
    return parents[node];
  }

  /** Index after the last node of the subtree. */
  public int subtreeEnd(int node) {
    return subtreeEnds[node];
  }

  /** First child, or {@link #NONE}. */
  public int firstChild(int node) {
    return subtreeEnds[node] > node + 1 ? node + 1 : NONE;
  }

  /** Next sibling, or {@link #NONE}. */
  public int nextSibling(int node) {
    int next = subtreeEnds[node];
    return next < starts.length && parents[next] == parents[node] ? next : NONE;
  }

  /** The child that fills a field, or {@link #NONE}. */
  public int child(int node, String field) {
    if (node < 0) {
      return NONE;
    }
    for (int c = firstChild(node); c != NONE; c = nextSibling(c)) {
      int id = kindAndField[c] >>> 16;
      if (id != 0 && vocabulary.field(id).equals(field)) {
        return c;
      }
    }
    return NONE;
  }

  /** All children, or none for {@link #NONE}. */
  public IntStream children(int node) {
    return node < 0
        ? IntStream.empty()
        : IntStream.iterate(firstChild(node), c -> c != NONE, this::nextSibling);
  }

  /** The named children without comments, or none for {@link #NONE}. */
  public IntStream namedChildren(int node) {
    return children(node).filter(c -> isNamed(c) && !is(c, "comment"));
  }

  /** The named child at a position, comments not counted, or {@link #NONE}. */
  public int namedChild(int node, int index) {
    int left = index;
    for (int c = node < 0 ? NONE : firstChild(node); c != NONE; c = nextSibling(c)) {
      if (isNamed(c) && !is(c, "comment") && left-- == 0) {
        return c;
      }
    }
    return NONE;
  }

  /** The expression inside brackets that group nothing, or the node itself. */
  public int unbracketed(int node) {
    int at = node;
    while (is(at, "parenthesized_expression") && namedChild(at, 0) != NONE) {
      at = namedChild(at, 0);
    }
    return at;
  }

  /** The node and all below it, in pre-order. */
  public IntStream subtree(int node) {
    return node < 0 ? IntStream.empty() : IntStream.range(node, subtreeEnds[node]);
  }

  /** Every named node of these kinds, in the order of the text. */
  public IntStream ofKinds(String... kinds) {
    KindIndex index = kindIndex;
    if (index == null) {
      index = new KindIndex(vocabulary, kindAndField);
      kindIndex = index;
    }
    return index.nodes(kinds);
  }

  /** Whether a node is another one or lies below it. */
  public boolean within(int node, int ancestor) {
    return node >= ancestor && ancestor >= 0 && node < subtreeEnds[ancestor];
  }

  /** The nearest ancestor of a kind, the node itself not counted, or {@link #NONE}. */
  public int enclosing(int node, String kind) {
    int at = parents[node];
    while (at != NONE && !is(at, kind)) {
      at = parents[at];
    }
    return at;
  }

  /**
   * The text of a node that is short, and the empty text for a longer one or none.
   *
   * @param limit bytes that it must have fewer of
   */
  public String brief(int node, int limit) {
    return node >= 0 && ends[node] - starts[node] < limit ? text(node) : "";
  }

  /** Text of a node, the empty text for {@link #NONE}. */
  public String text(int node) {
    if (node < 0) {
      return "";
    }
    return ends[node] - starts[node] <= LONGEST_NAME ? names.get(node, this::slice) : slice(node);
  }

  private String slice(int node) {
    return text.slice(starts[node], ends[node]);
  }

  /** 1-based line of the first byte. */
  public int line(int node) {
    return text.lineOf(starts[node]);
  }

  /** 1-based line of the last byte. */
  public int endLine(int node) {
    return text.lineOf(Math.max(starts[node], ends[node] - 1));
  }

  /** Whether the parser met text that the grammar does not know. */
  public boolean hasErrors() {
    return ofKinds("ERROR").findAny().isPresent();
  }
}
