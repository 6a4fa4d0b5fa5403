package io.mcpscore.engine.check.filesystem;

import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The constant parts of a path expression, joined as a path: {@code path.join(home, ".ssh",
 * "id_rsa")} is {@code .ssh/id_rsa}.
 */
final class PathWords {

  private static final int MOST_NAMES = 20;

  private final Program program;
  private final SourceModule module;

  PathWords(Program program, SourceModule module) {
    this.program = program;
    this.module = module;
  }

  /** The joined parts; names are followed to the values they were given. */
  String of(int expression) {
    String constant = program.constant(module, expression).asText("");
    if (!constant.isEmpty()) {
      return constant.replace('\\', '/');
    }
    List<String> parts = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    ArrayDeque<Integer> left = new ArrayDeque<>(List.of(expression));
    while (!left.isEmpty() && seen.size() < MOST_NAMES) {
      left.addAll(collect(left.removeFirst(), seen, parts));
    }
    return String.join("/", parts).replace('\\', '/').replaceAll("/{2,}", "/");
  }

  /** Adds the literals of an expression and answers with the values behind its names. */
  private List<Integer> collect(int expression, Set<Integer> seen, List<String> parts) {
    SyntaxTree tree = module.tree();
    List<Integer> values = new ArrayList<>();
    List<String> literals = new ArrayList<>();
    for (int n = expression; n < tree.subtreeEnd(expression); n++) {
      if (Literals.isString(tree, n)) {
        literals.add(Literals.content(tree, n).replaceAll("\\$?\\{[^}]*}", ""));
        n = tree.subtreeEnd(n) - 1;
      } else if (tree.is(n, "identifier")
          && module.binding(n).orElse(null) instanceof Binding.Variable v
          && v.value() != SyntaxTree.NONE
          && seen.add(v.value())) {
        values.add(v.value());
      }
    }
    // The value behind a name is what the path begins with.
    parts.addAll(0, literals);
    return values;
  }
}
