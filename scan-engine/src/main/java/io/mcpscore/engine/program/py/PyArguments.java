package io.mcpscore.engine.program.py;

import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The arguments of a call.
 *
 * @param positional expressions by position, {@code *rest} left out
 * @param keywords expressions by name, in order
 * @param spreads expressions after {@code *}
 * @param keywordSpreads expressions after {@code **}
 */
public record PyArguments(
    List<Integer> positional,
    Map<String, Integer> keywords,
    List<Integer> spreads,
    List<Integer> keywordSpreads) {

  /** Reads the arguments of a {@code call} or the bases of a {@code class_definition}. */
  public static PyArguments of(SyntaxTree tree, int node) {
    int list = tree.child(node, tree.is(node, "class_definition") ? "superclasses" : "arguments");
    PyArguments out =
        new PyArguments(
            new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
    if (tree.is(list, "generator_expression")) {
      out.positional.add(list);
      return out;
    }
    tree.namedChildren(list)
        .forEach(
            child -> {
              switch (tree.kind(child)) {
                case "keyword_argument" ->
                    out.keywords.put(
                        tree.text(tree.child(child, "name")), tree.child(child, "value"));
                case "list_splat" -> out.spreads.add(tree.namedChild(child, 0));
                case "dictionary_splat" -> out.keywordSpreads.add(tree.namedChild(child, 0));
                default -> out.positional.add(child);
              }
            });
    return out;
  }

  /** The expression at a position, or {@link SyntaxTree#NONE}. */
  public int at(int position) {
    boolean given = position >= 0 && position < positional.size();
    return given ? positional.get(position) : SyntaxTree.NONE;
  }

  /** The expression of a name, or {@link SyntaxTree#NONE}. */
  public int named(String name) {
    return keywords.getOrDefault(name, SyntaxTree.NONE);
  }

  /** The expression of a name, else the one at a position. */
  public OptionalInt find(String name, int position) {
    int value = keywords.containsKey(name) ? named(name) : at(position);
    return value == SyntaxTree.NONE ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
