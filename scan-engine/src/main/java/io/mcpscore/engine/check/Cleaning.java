package io.mcpscore.engine.check;

import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.regex.Harm;
import io.mcpscore.engine.regex.TextPattern;
import io.mcpscore.engine.regex.TextPattern.Extent;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;
import java.util.Set;

/** Replacements in texts that leave nothing harmful. */
public final class Cleaning {

  /** Closes the quotation, gives a quotation mark that is no quotation, and opens it again. */
  private static final Set<String> REOPENED =
      Set.of("'\\\\''", "'\\''", "'\"'\"'", "'\\\"'\\\"'", "\\'\\\\\\'\\'", "\\'\"\\'\"\\'");

  private Cleaning() {}

  /**
   * Whether a function makes an IP address of a text, or fails: digits, letters, dots and colons.
   */
  public static boolean isAddress(String qualifiedName) {
    return qualifiedName.matches("ipaddress\\.[Ii][Pp]\\w{0,30}");
  }

  /**
   * Whether a call removes or replaces every character that does harm: {@code x.replace(/[^a-z]/g,
   * "")}, {@code re.sub(r"[^\w]", "", x)}.
   */
  public static boolean leaves(Program program, SourceModule module, int call, Harm harm) {
    SyntaxTree tree = module.tree();
    int arguments = tree.child(call, "arguments");
    int pattern = tree.namedChild(arguments, 0);
    int replacement = tree.namedChild(arguments, 1);
    if (!Literals.isString(tree, replacement) || Literals.hasGaps(tree, replacement)) {
      return false;
    }
    return removed(program, module, Expressions.calledName(tree, call), pattern)
        .filter(p -> p.isOfOneKind() && p.catchesEvery(harm))
        .isPresent();
  }

  /** What a function replaces wherever it occurs. */
  private static Optional<TextPattern> removed(
      Program program, SourceModule module, String name, int pattern) {
    return switch (name) {
      case "sub" -> Patterns.of(program, module, pattern, Extent.ANYWHERE);
      case "replace", "replaceAll" ->
          Patterns.of(program, module, pattern, Extent.ANYWHERE)
              .filter(p -> p.flags().contains("g"));
      default -> Optional.empty();
    };
  }

  /** Whether a call escapes single quotation marks as a POSIX shell wants it. */
  public static boolean quotesForShell(SourceModule module, int call) {
    SyntaxTree tree = module.tree();
    String name = Expressions.calledName(tree, call);
    if (!name.equals("replace") && !name.equals("replaceAll")) {
      return false;
    }
    int arguments = tree.child(call, "arguments");
    int pattern = tree.namedChild(arguments, 0);
    int replacement = tree.namedChild(arguments, 1);
    boolean quote =
        tree.text(pattern).equals("/'/g")
            || (Literals.isString(tree, pattern)
                && Literals.content(tree, pattern).matches("\\\\?'"));
    return quote
        && Literals.isString(tree, replacement)
        && REOPENED.contains(Literals.content(tree, replacement));
  }

  /**
   * Whether a call escapes quotation marks after the escapes themselves were escaped, as most
   * languages want it inside of a literal: {@code x.replace(/\\/g, …).replace(/"/g, …)}.
   */
  public static boolean quotesForLiteral(SourceModule module, int call) {
    SyntaxTree tree = module.tree();
    int inner = Expressions.owner(tree, call);
    return isReplacement(tree, call, "/[\"']/g|[\"']\\\\?[\"'][\"']|/\"/g")
        && isReplacement(tree, inner, "/\\\\\\\\/g|[\"']\\\\\\\\[\"']");
  }

  private static boolean isReplacement(SyntaxTree tree, int call, String pattern) {
    return call >= 0
        && ExternalCalls.isCall(tree, call)
        && Expressions.calledName(tree, call).matches("replace|replaceAll")
        && tree.text(tree.namedChild(tree.child(call, "arguments"), 0)).matches(pattern);
  }
}
