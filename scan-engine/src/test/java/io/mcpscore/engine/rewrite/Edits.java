package io.mcpscore.engine.rewrite;

import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Replacements in the text of one tree, which must not overlap. */
final class Edits {

  private record Edit(int start, int end, String text) {}

  private final SyntaxTree tree;
  private final List<Edit> edits = new ArrayList<>();

  Edits(SyntaxTree tree) {
    this.tree = tree;
  }

  Edits replace(int node, String text) {
    return replace(tree.start(node), tree.end(node), text);
  }

  Edits replace(int start, int end, String text) {
    edits.add(new Edit(start, end, text));
    return this;
  }

  Edits insert(int offset, String text) {
    return replace(offset, offset, text);
  }

  boolean isEmpty() {
    return edits.isEmpty();
  }

  /** The text after all of them; at one place they come in the order in which they were made. */
  String apply() {
    edits.sort(Comparator.comparingInt(Edit::start).thenComparingInt(Edit::end));
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (Edit edit : edits) {
      out.append(tree.source().slice(at, edit.start())).append(edit.text());
      at = edit.end();
    }
    return out.append(tree.source().slice(at, tree.source().bytes().length)).toString();
  }
}
