package io.mcpscore.engine.check.rce;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.regex.Pattern;

/** Names of programs as far as the source says them. */
final class ProgramName {

  private static final int LONGEST = 300;
  private static final Pattern OWN_SHELL =
      Pattern.compile(
          "(?:process\\.env|Deno\\.env|os\\.environ)(?:\\.get)?[.(\\[][\"']?(?:SHELL|COMSPEC|ComSpec)[\"']?[)\\]]?");

  private ProgramName() {}

  /**
   * The name that a program has, or has unless the environment says otherwise: {@code adb} of
   * {@code process.env.ADB ?? "adb"}.
   *
   * @return empty when nothing says it
   */
  static String of(Program program, SourceModule module, int expression) {
    String text = expression == NONE ? "" : program.constant(module, expression).asText("");
    if (!text.isEmpty()) {
      return text.length() < LONGEST ? text : "";
    }
    SyntaxTree tree = module.tree();
    int value = expression == NONE ? NONE : Expressions.valueOf(module, expression);
    boolean choice =
        tree.is(value, "binary_expression")
            || tree.is(value, "boolean_operator")
            || tree.is(value, "ternary_expression");
    if (choice) {
      int last = tree.child(value, "right");
      return otherwise(program, module, last == NONE ? tree.child(value, "alternative") : last);
    }
    int fallback = tree.namedChild(tree.child(value, "arguments"), 1);
    boolean read = Expressions.calledName(tree, value).matches("get|getenv");
    String given = read ? otherwise(program, module, fallback) : "";
    String written =
        value == NONE || tree.end(value) - tree.start(value) > 60 ? "" : tree.text(value);
    return given.isEmpty() && OWN_SHELL.matcher(written).matches() ? "sh" : given;
  }

  private static String otherwise(Program program, SourceModule module, int expression) {
    String text = expression == NONE ? "" : program.constant(module, expression).asText("");
    return text.length() < LONGEST ? text : "";
  }
}
