package io.mcpscore.engine.program.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Binding patterns: {@code x}, {@code {a, b: {c}}}, {@code [d, ...e]}, with defaults. */
public final class Patterns {

  private static final int MAX_PATH = 16;

  private Patterns() {}

  /**
   * A name in a pattern.
   *
   * @param node the name
   * @param path members from the destructured value to it; empty when it is the value itself
   */
  public record Leaf(int node, List<String> path) {}

  /** Every name that a pattern binds; names more than 16 members deep are left out. */
  public static List<Leaf> leaves(SyntaxTree tree, int pattern) {
    List<Leaf> found = new ArrayList<>();
    Deque<Leaf> open = new ArrayDeque<>();
    open.push(new Leaf(pattern, List.of()));
    while (!open.isEmpty()) {
      Leaf at = open.pop();
      int node = at.node();
      if (node == NONE || at.path().size() > MAX_PATH) {
        continue;
      }
      switch (tree.kind(node)) {
        case "identifier" -> found.add(at);
        case "shorthand_property_identifier_pattern" ->
            found.add(new Leaf(node, with(at.path(), tree.text(node))));
        case "assignment_pattern", "object_assignment_pattern" ->
            open.push(new Leaf(tree.child(node, "left"), at.path()));
        case "rest_pattern" -> open.push(new Leaf(tree.namedChild(node, 0), at.path()));
        case "pair_pattern" -> {
          String key = ScriptSyntax.propertyName(tree, tree.child(node, "key"));
          open.push(new Leaf(tree.child(node, "value"), with(at.path(), key == null ? "*" : key)));
        }
        case "object_pattern" ->
            tree.namedChildren(node).forEach(c -> open.push(new Leaf(c, at.path())));
        case "array_pattern" -> items(tree, at, open);
        default -> {
          // Members and other targets bind no name.
        }
      }
    }
    return found;
  }

  private static void items(SyntaxTree tree, Leaf array, Deque<Leaf> open) {
    int index = 0;
    for (int c = tree.firstChild(array.node()); c != NONE; c = tree.nextSibling(c)) {
      if (tree.is(c, ",")) {
        index++;
      } else if (tree.isNamed(c) && !tree.is(c, "comment")) {
        open.push(new Leaf(c, with(array.path(), Integer.toString(index))));
      }
    }
  }

  private static List<String> with(List<String> path, String member) {
    List<String> longer = new ArrayList<>(path);
    longer.add(member);
    return List.copyOf(longer);
  }
}
