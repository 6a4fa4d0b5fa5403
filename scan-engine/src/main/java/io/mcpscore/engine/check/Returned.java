package io.mcpscore.engine.check;

import io.mcpscore.engine.program.FunctionTables;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;

/** What functions of the repository give back, as it is written. */
public final class Returned {

  private Returned() {}

  /**
   * The expressions that the function behind a call returns, in order.
   *
   * @return none when the call is none of a function of the repository
   */
  public static List<Target.Defined> of(Program program, SourceModule module, int call) {
    if (call == SyntaxTree.NONE || !ExternalCalls.isCall(module.tree(), call)) {
      return List.of();
    }
    int callee = module.tree().child(call, "function");
    return program.resolve(module, callee).orElse(null) instanceof Target.Defined d
            && d.module().isFunction(d.node())
        ? of(d)
        : FunctionTables.behind(program, module, callee).stream()
            .flatMap(f -> of(f).stream())
            .toList();
  }

  private static List<Target.Defined> of(Target.Defined function) {
    SourceModule home = function.module();
    SyntaxTree tree = home.tree();
    int body = tree.child(function.node(), "body");
    if (!tree.is(body, "block") && !tree.is(body, "statement_block")) {
      return List.of(new Target.Defined(home, body));
    }
    return tree.subtree(body)
        .filter(n -> tree.is(n, "return_statement"))
        .filter(n -> Expressions.scope(home, n) == function.node())
        .map(n -> tree.unbracketed(tree.namedChild(n, 0)))
        .filter(n -> n != SyntaxTree.NONE)
        .mapToObj(n -> new Target.Defined(home, n))
        .toList();
  }
}
