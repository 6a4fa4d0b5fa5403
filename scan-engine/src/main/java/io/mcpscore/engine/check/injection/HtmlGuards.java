package io.mcpscore.engine.check.injection;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.ValueTests;
import io.mcpscore.engine.flow.SinkRule.Guard;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;

/** Tests of the scheme of an address, and of values. */
final class HtmlGuards {

  private HtmlGuards() {}

  /** What a condition says about a value that a page or a browser gets. */
  static Optional<Guard> of(Program program, SourceModule module, int condition) {
    SyntaxTree tree = module.tree();
    boolean comparison = tree.is(condition, "binary_expression");
    if (comparison) {
      int left = tree.namedChild(condition, 0);
      String operator = tree.text(tree.child(condition, "operator"));
      int root = scheme(module, left);
      return root == NONE || !operator.matches("[!=]={1,2}")
          ? Optional.empty()
          : Optional.of(new Guard(root, operator.startsWith("=")));
    }
    if (tree.is(condition, "call_expression")) {
      int function = tree.child(condition, "function");
      String method = tree.text(tree.child(function, "property"));
      int first = tree.namedChild(tree.child(condition, "arguments"), 0);
      int root = scheme(module, first);
      if (method.matches("includes|has") && root != NONE) {
        return Optional.of(new Guard(root, true));
      }
      boolean prefix =
          method.equals("startsWith") && tree.text(first).matches("[\"'`]https?:.{0,40}");
      boolean pattern =
          method.equals("test") && tree.text(tree.child(function, "object")).startsWith("/^http");
      if (prefix || pattern) {
        return Optional.of(new Guard(prefix ? tree.child(function, "object") : first, true));
      }
    }
    return ValueTests.of(program, module, condition);
  }

  /** The address of which an expression is the scheme. */
  private static int scheme(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    boolean member =
        tree.is(expression, "member_expression")
            && tree.text(tree.child(expression, "property")).equals("protocol");
    int object = member ? tree.child(expression, "object") : NONE;
    boolean made = tree.is(object, "new_expression");
    return made ? tree.namedChild(tree.child(object, "arguments"), 0) : object;
  }
}
