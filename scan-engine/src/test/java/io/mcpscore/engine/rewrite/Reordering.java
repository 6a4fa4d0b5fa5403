package io.mcpscore.engine.rewrite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** Changes the order of imports, functions and declarations that do not know each other. */
final class Reordering implements Rewriting {

  private static final Set<String> IMPORTS = Set.of("import_statement", "import_from_statement");
  private static final Set<String> FUNCTIONS =
      Set.of("function_declaration", "function_definition", "class_declaration");
  private static final Set<String> EFFECTS =
      Set.of(
          "call_expression",
          "call",
          "new_expression",
          "await_expression",
          "await",
          "yield",
          "assignment_expression",
          "update_expression",
          "named_expression");

  @Override
  public List<Map<String, String>> of(Source source, Random random) {
    List<Map<String, String>> out = new ArrayList<>();
    shuffled(source, random, n -> IMPORTS.contains(source.tree.kind(n)), (a, b) -> true)
        .ifPresent(out::add);
    shuffled(source, random, n -> FUNCTIONS.contains(source.tree.kind(n)), (a, b) -> true)
        .ifPresent(out::add);
    shuffled(source, random, n -> isPureDeclaration(source, n), (a, b) -> !knows(source, a, b))
        .ifPresent(out::add);
    return out;
  }

  /** Shuffles the first long enough run of siblings of a kind, in each block. */
  private static java.util.Optional<Map<String, String>> shuffled(
      Source source, Random random, IntPredicate kind, BiPredicate<Integer, Integer> independent) {
    Edits edits = new Edits(source.tree);
    source
        .nodes()
        .filter(n -> n == 0 || Set.of("statement_block", "block").contains(source.tree.kind(n)))
        .forEach(
            block -> {
              List<Integer> run = new ArrayList<>();
              for (int child : source.tree.namedChildren(block).toArray()) {
                if (kind.test(child)
                    && source.startsLine(child)
                    && run.stream().allMatch(r -> independent.test(r, child))) {
                  run.add(child);
                } else {
                  permute(source, random, run, edits);
                  run.clear();
                  if (kind.test(child) && source.startsLine(child)) {
                    run.add(child);
                  }
                }
              }
              permute(source, random, run, edits);
            });
    return edits.isEmpty()
        ? java.util.Optional.empty()
        : java.util.Optional.of(source.with(edits.apply()));
  }

  private static void permute(Source source, Random random, List<Integer> run, Edits edits) {
    if (run.size() < 2) {
      return;
    }
    List<Integer> order = new ArrayList<>(run);
    while (order.equals(run)) {
      Collections.shuffle(order, random);
    }
    for (int i = 0; i < run.size(); i++) {
      edits.replace(run.get(i), source.tree.text(order.get(i)));
    }
  }

  private static boolean isPureDeclaration(Source source, int node) {
    int inner =
        source.tree.is(node, "expression_statement") ? source.tree.namedChild(node, 0) : node;
    boolean declares =
        source.tree.is(node, "lexical_declaration") || source.tree.is(inner, "assignment");
    return declares
        && source
            .tree
            .subtree(node)
            .noneMatch(n -> EFFECTS.contains(source.tree.kind(n)) && source.tree.isNamed(n));
  }

  /** Whether two statements have a name in common. */
  private static boolean knows(Source source, int a, int b) {
    Set<String> names = new HashSet<>(names(source, a));
    names.retainAll(names(source, b));
    return !names.isEmpty();
  }

  private static Set<String> names(Source source, int node) {
    return source
        .tree
        .subtree(node)
        .filter(source::isName)
        .mapToObj(source.tree::text)
        .collect(Collectors.toSet());
  }

  @Override
  public String toString() {
    return "other order";
  }
}
