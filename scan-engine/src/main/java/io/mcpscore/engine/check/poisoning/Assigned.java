package io.mcpscore.engine.check.poisoning;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every value that a module gives its variables, by name. */
final class Assigned {

  private final Map<String, Map<String, List<Integer>>> byModule = new HashMap<>();

  /** The values given to one variable, in the order of the text. */
  List<Integer> values(SourceModule module, int declaration, String name) {
    SyntaxTree tree = module.tree();
    List<Integer> out = new ArrayList<>();
    for (int assignment : assignments(module).getOrDefault(name, List.of())) {
      int target = target(tree, assignment);
      boolean declares = tree.is(assignment, "variable_declarator");
      if (declares || isSame(module, target, declaration)) {
        out.add(tree.child(assignment, declares ? "value" : "right"));
      }
    }
    out.removeIf(v -> v == NONE);
    return out;
  }

  private static boolean isSame(SourceModule module, int target, int declaration) {
    return module.binding(target).orElse(null) instanceof Binding.Variable v
        && v.declaration() == declaration;
  }

  private static int target(SyntaxTree tree, int assignment) {
    return tree.child(assignment, tree.is(assignment, "variable_declarator") ? "name" : "left");
  }

  private Map<String, List<Integer>> assignments(SourceModule module) {
    return byModule.computeIfAbsent(module.file().path(), p -> index(module.tree()));
  }

  private static Map<String, List<Integer>> index(SyntaxTree tree) {
    Map<String, List<Integer>> out = new HashMap<>();
    for (int node = 0; node < tree.size(); node++) {
      switch (tree.kind(node)) {
        case "assignment",
            "assignment_expression",
            "augmented_assignment",
            "augmented_assignment_expression",
            "variable_declarator" -> {
          int target = target(tree, node);
          if (tree.is(target, "identifier")) {
            out.computeIfAbsent(tree.text(target), n -> new ArrayList<>()).add(node);
          }
        }
        default -> {}
      }
    }
    return out;
  }
}
