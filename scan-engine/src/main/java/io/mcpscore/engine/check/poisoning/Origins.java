package io.mcpscore.engine.check.poisoning;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Where an expression gets its value from, through names, assignments and functions. */
final class Origins {

  private static final int DEEPEST = 5;
  private static final int MOST_NODES = 5_000;

  private final Program program;
  private final Assigned assigned;

  /**
   * A place that decides a value.
   *
   * @param module its module
   * @param node the call, member or name
   */
  record Place(SourceModule module, int node) {}

  private record Step(SourceModule module, int node, int depth) {}

  Origins(Program program, Assigned assigned) {
    this.program = program;
    this.assigned = assigned;
  }

  /** The first place of each origin of an expression. */
  Map<Origin, Place> of(SourceModule module, int expression) {
    Map<Origin, Place> out = new EnumMap<>(Origin.class);
    Set<String> seen = new HashSet<>();
    Deque<Step> open = new ArrayDeque<>();
    open.push(new Step(module, expression, 0));
    int visited = 0;
    while (!open.isEmpty()) {
      Step step = open.pop();
      if (step.node() == NONE || !seen.add(step.module().file().path() + ' ' + step.node())) {
        continue;
      }
      SyntaxTree tree = step.module().tree();
      for (int n = step.node(); n < tree.subtreeEnd(step.node()) && visited++ < MOST_NODES; n++) {
        if (isName(tree, n)) {
          name(step, n, open, out);
        }
      }
    }
    return out;
  }

  /** What a class can do says nothing of what one of its members is. */
  private static boolean isClass(Target.Defined target) {
    String kind = target.module().tree().kind(target.node());
    return kind.equals("class_definition") || kind.startsWith("class_decl") || kind.equals("class");
  }

  private static boolean isName(SyntaxTree tree, int node) {
    return switch (tree.kind(node)) {
      case "identifier", "member_expression", "attribute", "subscript", "subscript_expression" ->
          true;
      case "shorthand_property_identifier" -> true;
      default -> false;
    };
  }

  private void name(Step step, int node, Deque<Step> open, Map<Origin, Place> out) {
    SourceModule module = step.module();
    Target target = program.resolve(module, node).orElse(null);
    if (target instanceof Target.External external) {
      Origin.of(external.qualifiedName())
          .ifPresent(o -> out.putIfAbsent(o, new Place(module, node)));
    } else if (step.depth() < DEEPEST) {
      if (target instanceof Target.Defined defined) {
        if (isClass(defined)) {
          return;
        }
        SyntaxTree tree = defined.module().tree();
        boolean function = defined.module().isFunction(defined.node());
        int body = function ? tree.child(defined.node(), "body") : defined.node();
        open.push(new Step(defined.module(), body, step.depth() + 1));
      } else if (module.tree().is(node, "identifier")
          && module.binding(node).orElse(null) instanceof Binding.Variable variable) {
        assigned
            .values(module, variable.declaration(), module.tree().text(node))
            .forEach(v -> open.push(new Step(module, v, step.depth() + 1)));
      }
    }
  }
}
