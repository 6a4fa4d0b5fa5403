package io.mcpscore.engine.check.secrets;

import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;

/** What the value of an expression is for, by the names around it. */
final class Targets {

  private static final int MOST_LEVELS = 14;

  private Targets() {}

  /** The whole of a chain of calls such as {@code createHash("md5").update(x).digest("hex")}. */
  static int chain(SyntaxTree tree, int call) {
    int at = call;
    for (int i = 0; i < MOST_LEVELS; i++) {
      int member = tree.parent(at);
      boolean object = member >= 0 && tree.field(at).equals("object");
      int outer = object ? tree.parent(member) : SyntaxTree.NONE;
      if (outer < 0 || !tree.field(member).equals("function")) {
        return at;
      }
      at = outer;
    }
    return at;
  }

  /**
   * The names that a value is given to, innermost first: variables, members, keyword arguments, and
   * the function that gives it back.
   */
  static List<String> names(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    List<String> out = new ArrayList<>();
    int at = expression;
    for (int i = 0; i < MOST_LEVELS && at != SyntaxTree.NONE; i++) {
      String name =
          switch (tree.kind(at)) {
            case "variable_declarator",
                "public_field_definition",
                "field_definition",
                "keyword_argument",
                "function_definition",
                "function_declaration",
                "method_definition" ->
                tree.text(tree.child(at, "name"));
            case "assignment", "assignment_expression", "augmented_assignment" ->
                SecretReads.name(tree, tree.child(at, "left"));
            case "pair" -> Members.key(tree, at);
            default -> "";
          };
      if (!name.isEmpty()) {
        out.add(name);
      }
      if (module.isFunction(at) && !tree.is(at, "arrow_function") && !tree.is(at, "lambda")) {
        return out;
      }
      at = tree.parent(at);
    }
    return out;
  }
}
