package io.mcpscore.engine.check.rce;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.regex.Pattern;

/** Names of programs as far as the source says them. */
final class ProgramName {

  private static final int LONGEST = 300;
  private static final Pattern OWN_SHELL =
      Pattern.compile(
          "(?:process\\.env|Deno\\.env|os\\.environ)(?:\\.get)?[.(\\[][\"']?(?:SHELL|COMSPEC|ComSpec)[\"']?[)\\]]?");

  /** What the names of variables with programs say beside the program. */
  private static final Pattern KIND =
      Pattern.compile("(?i)_?(?:path|bin|binary|cmd|command|exe|executable|program|cli)$");

  private static final int MOST_STEPS = 4;

  private ProgramName() {}

  /**
   * The name that a program has, or has unless the environment says otherwise: {@code adb} of
   * {@code process.env.ADB ?? "adb"}. Where that cannot be read, what a variable or member with the
   * program is called counts: {@code this.config.kubectl}, {@code FFMPEG_PATH}.
   *
   * @return empty when nothing says it
   */
  static String of(Program program, SourceModule module, int expression) {
    String said = of(program, module, expression, MOST_STEPS);
    return said.isEmpty() ? called(module.tree(), expression) : said;
  }

  private static String called(SyntaxTree tree, int written) {
    int expression = tree.unbracketed(written);
    String name =
        switch (expression == NONE ? "" : tree.kind(expression)) {
          case "identifier" -> tree.text(expression);
          case "member_expression" -> tree.text(tree.child(expression, "property"));
          case "attribute" -> tree.text(tree.child(expression, "attribute"));
          default -> "";
        };
    String program = KIND.matcher(name.replaceFirst("^_+", "")).replaceFirst("");
    return name.length() > 40 ? "" : OptionPrograms.written(program);
  }

  private static String of(Program program, SourceModule module, int expression, int steps) {
    if (expression == NONE || steps == 0) {
      return "";
    }
    String text = program.constant(module, expression).asText("");
    if (!text.isEmpty()) {
      return text.length() < LONGEST ? text : "";
    }
    SyntaxTree tree = module.tree();
    if ((tree.is(expression, "member_expression") || tree.is(expression, "attribute"))
        && program.resolve(module, expression).orElse(null) instanceof Target.Defined d) {
      return of(program, d.module(), d.node(), steps - 1);
    }
    int value = Expressions.valueOf(module, expression);
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
