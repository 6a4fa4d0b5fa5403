package io.mcpscore.engine.flow;

import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The nodes of a program that can be sinks, found once for all rules. */
final class SinkNodes {

  private static final Set<String> ENVIRONMENTS = Set.of("env", "environ");

  private static final String[] KINDS = {
    "call_expression",
    "new_expression",
    "call",
    "jsx_attribute",
    "return_statement",
    "assignment_expression",
    "assignment",
    "subscript_expression",
    "subscript"
  };

  private final Program program;
  private final Map<String, int[]> candidates = new HashMap<>();

  SinkNodes(Program program) {
    this.program = program;
    for (SourceModule module : program.modules()) {
      SyntaxTree tree = module.tree();
      candidates.put(
          module.file().path(), tree.ofKinds(KINDS).filter(n -> isCandidate(tree, n)).toArray());
    }
  }

  /** {@code process.env[name]}, {@code os.environ[name]}. */
  static boolean isVariable(SyntaxTree tree, int item) {
    int owner = Shapes.owner(tree, item);
    return Shapes.isMember(tree, owner) && ENVIRONMENTS.contains(Shapes.memberName(tree, owner));
  }

  private static boolean isCandidate(SyntaxTree tree, int node) {
    return switch (tree.kind(node)) {
      case "assignment_expression", "assignment" -> {
        int left = tree.child(node, "left");
        yield Shapes.isMember(tree, left) || Shapes.isItem(tree, left);
      }
      case "subscript_expression", "subscript" -> isVariable(tree, node);
      default -> true;
    };
  }

  /**
   * The sinks of one rule.
   *
   * @param byPath expressions of every sink, by path and node
   * @param functions keys of the functions that sinks stand in, outer ones included
   */
  record Sinks(Map<String, Map<Integer, List<Integer>>> byPath, Set<String> functions) {

    List<Integer> at(String path, int node) {
      return byPath.getOrDefault(path, Map.of()).getOrDefault(node, List.of());
    }
  }

  /** Asks a rule about every node. */
  Sinks of(SinkRule rule) {
    Map<String, Map<Integer, List<Integer>>> found = new HashMap<>();
    Set<String> functions = new HashSet<>();
    for (SourceModule module : program.modules()) {
      if (!rule.concerns(module)) {
        continue;
      }
      String path = module.file().path();
      for (int node : candidates.get(path)) {
        List<Integer> sinks = rule.sinks(module, node);
        if (!sinks.isEmpty()) {
          found.computeIfAbsent(path, p -> new HashMap<>()).put(node, sinks);
          functions.addAll(Callers.enclosing(module, node));
        }
      }
    }
    return new Sinks(found, functions);
  }
}
