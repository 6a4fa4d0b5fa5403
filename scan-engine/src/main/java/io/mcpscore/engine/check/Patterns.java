package io.mcpscore.engine.check;

import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.regex.TextPattern;
import io.mcpscore.engine.regex.TextPattern.Extent;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Regular expressions as code has them: literals, compiled ones, and names that stand for them. */
public final class Patterns {

  private static final Pattern FLAG = Pattern.compile("\\b(?:re|regex)\\.([A-Z]+)\\b");

  private Patterns() {}

  /**
   * The regular expression that an expression of JavaScript is.
   *
   * @param expression a literal, {@code new RegExp("…")}, or the name of one
   */
  public static Optional<TextPattern> script(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    int regex = Expressions.valueOf(module, expression);
    if (tree.is(regex, "regex")) {
      String flags = tree.text(tree.child(regex, "flags"));
      return Optional.of(
          new TextPattern(tree.text(tree.child(regex, "pattern")), flags, Extent.ANYWHERE));
    }
    return Optional.empty();
  }

  /**
   * The regular expression that an expression of Python is.
   *
   * @param expression a literal text, {@code re.compile("…")}, or the name of one
   */
  public static Optional<TextPattern> python(SourceModule module, int expression, Extent extent) {
    SyntaxTree tree = module.tree();
    int value = Expressions.valueOf(module, expression);
    return Literals.isString(tree, value)
        ? of(module, value, SyntaxTree.NONE, extent)
        : compiled(module, value, extent);
  }

  /** The same, but for a literal text, which is a pattern only where one is wanted. */
  static Optional<TextPattern> compiled(SourceModule module, int expression, Extent extent) {
    SyntaxTree tree = module.tree();
    int value = Expressions.valueOf(module, expression);
    int arguments = tree.child(value, "arguments");
    return tree.is(value, "call") && Expressions.calledName(tree, value).equals("compile")
        ? of(module, Expressions.valueOf(module, tree.namedChild(arguments, 0)), arguments, extent)
        : Optional.empty();
  }

  private static Optional<TextPattern> of(
      SourceModule module, int text, int arguments, Extent extent) {
    SyntaxTree tree = module.tree();
    return Literals.isString(tree, text) && !Literals.hasGaps(tree, text)
        ? Optional.of(
            new TextPattern(Literals.content(tree, text), flags(tree.text(arguments)), extent))
        : Optional.empty();
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
