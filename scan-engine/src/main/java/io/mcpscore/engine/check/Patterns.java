package io.mcpscore.engine.check;

import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.regex.TextPattern;
import io.mcpscore.engine.regex.TextPattern.Extent;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Regular expressions as code has them: literals, compiled ones, and names that stand for them,
 * also names of another module or of a class.
 */
public final class Patterns {

  private static final Pattern FLAG = Pattern.compile("\\b(?:re|regex)\\.([A-Z]+)\\b");

  private Patterns() {}

  /**
   * The regular expression that an expression stands for.
   *
   * @param expression a literal of scripts, a text or {@code re.compile(…)} of Python, or a name of
   *     one
   * @param extent where a match of it counts; in scripts that is anywhere
   */
  public static Optional<TextPattern> of(
      Program program, SourceModule module, int expression, Extent extent) {
    if (expression == SyntaxTree.NONE) {
      return Optional.empty();
    }
    int value = Expressions.valueOf(module, expression);
    Target.Defined here = new Target.Defined(module, value);
    Target.Defined at =
        switch (module.tree().kind(value)) {
          case "identifier", "attribute", "member_expression" ->
              program.given(module, value).orElse(here);
          default -> here;
        };
    int node = Expressions.unwrap(at.module().tree(), at.node());
    return module.file().language().isScript()
        ? script(at.module().tree(), node)
        : python(program, at.module(), node, extent);
  }

  private static Optional<TextPattern> script(SyntaxTree tree, int node) {
    return tree.is(node, "regex")
        ? Optional.of(
            new TextPattern(
                tree.text(tree.child(node, "pattern")),
                tree.text(tree.child(node, "flags")),
                Extent.ANYWHERE))
        : Optional.empty();
  }

  private static Optional<TextPattern> python(
      Program program, SourceModule module, int node, Extent extent) {
    SyntaxTree tree = module.tree();
    boolean compiled =
        tree.is(node, "call") && Expressions.calledName(tree, node).equals("compile");
    int arguments = compiled ? tree.child(node, "arguments") : SyntaxTree.NONE;
    String text =
        program.constant(module, compiled ? tree.namedChild(arguments, 0) : node).asText("");
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(new TextPattern(text, flags(tree.text(arguments)), extent));
  }

  /** {@code re.I | re.DOTALL} as JavaScript would write it. */
  private static String flags(String arguments) {
    StringBuilder flags = new StringBuilder();
    Matcher flag = FLAG.matcher(arguments);
    while (flag.find()) {
      switch (flag.group(1)) {
        case "I", "IGNORECASE" -> flags.append('i');
        case "S", "DOTALL" -> flags.append('s');
        case "A", "ASCII", "U", "UNICODE" -> {
          // As read anyway, or smaller.
        }
        // Lines, and patterns with comments in them, are not read.
        default -> flags.append('m');
      }
    }
    return flags.toString();
  }
}
