package io.mcpscore.engine.program.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;

/** What promises hold that are made by hand. */
final class Promises {

  private Promises() {}

  /**
   * What is there once an expression was waited for: the one thing that {@code new Promise((done)
   * => … done(x) …)} is settled with, and any other expression itself.
   *
   * @return {@code SyntaxTree.NONE} when a promise is settled with none or with several things
   */
  static int result(ScriptModule module, int expression) {
    SyntaxTree tree = module.tree();
    int promise = ScriptSyntax.unwrap(tree, expression);
    boolean made =
        tree.is(promise, "new_expression")
            && tree.text(tree.child(promise, "constructor")).equals("Promise");
    int executor = made ? ScriptSyntax.argument(tree, promise, 0) : NONE;
    if (!made || executor == NONE || !ScriptSyntax.isFunction(tree, executor)) {
      return made ? NONE : expression;
    }
    List<Integer> settled =
        tree.subtree(tree.child(executor, "body"))
            .filter(n -> tree.is(n, "call_expression"))
            .filter(n -> isFirst(module, executor, tree.child(n, "function")))
            .map(n -> ScriptSyntax.argument(tree, n, 0))
            .boxed()
            .toList();
    return settled.size() == 1 ? settled.getFirst() : NONE;
  }

  /** Whether a name is the first parameter of a function. */
  private static boolean isFirst(ScriptModule module, int function, int name) {
    return module.tree().is(name, "identifier")
        && module.binding(name).orElse(null) instanceof Binding.Parameter p
        && p.function() == function
        && p.index() == 0;
  }
}
