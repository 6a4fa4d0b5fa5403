package io.mcpscore.engine.mcp.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.stream.IntStream;

/** The values of variables that are given several, as where a cache has nothing yet. */
final class Alternatives {

  private final Values values;

  Alternatives(Values values) {
    this.values = values;
  }

  /** Those that have a member, else the expression itself. */
  List<Expr> having(String member, Expr expression) {
    List<Expr> with =
        of(expression).stream().filter(v -> values.member(v, member) != null).toList();
    return with.isEmpty() ? List.of(expression) : with;
  }

  private List<Expr> of(Expr expression) {
    Expr name = values.follow(expression);
    Binding binding = name.module().binding(name.node()).orElse(null);
    if (!(binding instanceof Binding.Variable variable) || variable.value() != NONE) {
      return List.of();
    }
    SyntaxTree tree = name.tree();
    IntStream assigned =
        tree.ofKinds("assignment_expression")
            .filter(n -> tree.is(tree.child(n, "left"), "identifier"))
            .filter(n -> isBound(name.module(), tree.child(n, "left"), variable))
            .map(n -> tree.child(n, "right"));
    int first = tree.child(tree.parent(variable.declaration()), "value");
    return IntStream.concat(IntStream.of(first), assigned)
        .filter(n -> n != NONE)
        .mapToObj(name::at)
        .toList();
  }

  private static boolean isBound(SourceModule module, int name, Binding.Variable variable) {
    return module.binding(name).orElse(null) instanceof Binding.Variable v
        && v.declaration() == variable.declaration();
  }
}
