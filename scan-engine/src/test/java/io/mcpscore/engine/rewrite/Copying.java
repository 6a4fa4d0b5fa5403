package io.mcpscore.engine.rewrite;

import io.mcpscore.engine.program.Binding;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Copies variables into further ones before they are used as arguments.
 *
 * @param conditions whether in conditions, otherwise everywhere else
 */
record Copying(boolean conditions) implements Rewriting {

  private static final Set<String> ARGUMENTS = Set.of("arguments", "argument_list");

  @Override
  public List<Map<String, String>> of(Source source, Random random) {
    Edits edits = new Edits(source.tree);
    int count = 0;
    for (int node : source.nodes().filter(n -> isFit(source, n)).toArray()) {
      int statement = source.statement(node);
      String fresh = "copy" + count++;
      String name = source.tree.text(node);
      edits.insert(
          source.tree.start(statement),
          (source.isScript()
                  ? "const " + fresh + " = " + name + ";\n"
                  : fresh + " = " + name + "\n")
              + source.indent(statement));
      edits.replace(node, fresh);
    }
    return edits.isEmpty() ? List.of() : List.of(source.with(edits.apply()));
  }

  private boolean isFit(Source source, int node) {
    Binding binding = source.binding(node);
    boolean local =
        binding instanceof Binding.Parameter
            || (binding instanceof Binding.Variable v && source.function(v.declaration()) > 0);
    if (!local
        || !source.tree.is(node, "identifier")
        || !ARGUMENTS.contains(source.tree.kind(source.tree.parent(node)))) {
      return false;
    }
    int statement = source.statement(node);
    return statement > 0
        && source.startsLine(statement)
        && conditions == isInCondition(source, node, statement)
        && !isMadeIn(source, binding, statement)
        && !source.tree.is(statement, "elif_clause");
  }

  private static boolean isMadeIn(Source source, Binding binding, int statement) {
    return binding instanceof Binding.Variable v && source.tree.within(v.declaration(), statement);
  }

  private static boolean isInCondition(Source source, int node, int statement) {
    for (int at = node; at != statement; at = source.tree.parent(at)) {
      if (source.tree.field(at).equals("condition")) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return conditions ? "copies in conditions" : "copies";
  }
}
