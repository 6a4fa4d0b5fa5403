package io.mcpscore.engine.rewrite;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Adds comments and blank lines, and brackets around values. */
final class Dressing implements Rewriting {

  private static final Set<String> LISTS =
      Set.of("arguments", "argument_list", "array", "list", "tuple");
  private static final Set<String> NO_VALUES =
      Set.of(
          "spread_element",
          "list_splat",
          "dictionary_splat",
          "keyword_argument",
          "comment",
          "generator_expression",
          "yield",
          "named_expression");

  @Override
  public List<Map<String, String>> of(Source source, Random random) {
    Edits brackets = new Edits(source.tree);
    Edits comments = new Edits(source.tree);
    String line = source.isScript() ? "// a remark" : "# a remark";
    for (int node : source.nodes().skip(1).toArray()) {
      int parent = source.tree.parent(node);
      boolean item =
          LISTS.contains(source.tree.kind(parent))
              && source.tree.isNamed(node)
              && !NO_VALUES.contains(source.tree.kind(node))
              && !source.tree.is(source.tree.parent(parent), "class_definition");
      boolean returned = source.tree.is(parent, "return_statement") && source.tree.isNamed(node);
      if (item || (returned && !source.tree.is(node, "comment"))) {
        brackets.insert(source.tree.start(node), "(").insert(source.tree.end(node), ")");
      }
      boolean statement =
          Set.of("program", "module", "statement_block", "block").contains(source.tree.kind(parent))
              && source.tree.isNamed(node);
      if (statement && source.startsLine(node) && !source.tree.is(node, "comment")) {
        comments.insert(
            source.tree.start(node),
            line + "\n\n" + source.indent(node) + line + "\n" + source.indent(node));
      }
    }
    return List.of(source.with(brackets.apply()), source.with(comments.apply()));
  }

  @Override
  public String toString() {
    return "brackets and comments";
  }
}
