package io.mcpscore.engine.check;

import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Set;
import java.util.regex.Pattern;

/** Calls whose result can no longer leave the place in a text that it is put into. */
public final class Escapes {

  private static final Set<String> REPLACING = Set.of("replace", "replaceAll", "sub", "translate");
  private static final Pattern QUOTE = Pattern.compile("[\"'`]{1,3}\\\\{0,4}[\"'`][\"'`]{0,2}");

  /** All but listed characters, or a class of quotes and other marks. */
  private static final Pattern UNWANTED =
      Pattern.compile(
          "(?s)[^\\[]{0,6}\\[(?:\\^.{1,80}|.{0,80}[\"'`].{0,80})].{0,8}|/[\"'`\\\\|()]{1,12}/g");

  private static final Pattern NAME =
      Pattern.compile(
          "(?i)_{0,2}(?:escape|quote|sanitize|sanitise|slugify|mogrify)\\w{0,40}"
              + "|\\w{0,40}(?:escape|escaped|sanitized?|identifier)");

  private Escapes() {}

  /**
   * Whether a call escapes or quotes what it is given: by its name, or because it replaces quotes
   * or everything but listed characters.
   */
  public static boolean is(Callee callee) {
    return NAME.matcher(callee.method()).matches() || isReplacing(callee);
  }

  /** Whether a call is a function of the repository, or replaces single quotes alone. */
  public static boolean isOfSingleQuotes(Callee callee) {
    Call call = callee.call();
    if (!isReplacing(callee)) {
      return !callee.isExternal() && callee.object() == SyntaxTree.NONE;
    }
    String text = call.tree().text(call.argument(0));
    return text.matches("/'/g?|[\"`]\\\\{0,2}'[\"`]|'\\\\{1,3}''");
  }

  private static boolean isReplacing(Callee callee) {
    if (!REPLACING.contains(callee.method())) {
      return false;
    }
    Call call = callee.call();
    SourceModule module = call.module();
    SyntaxTree tree = module.tree();
    int pattern = call.argument(0);
    String text = tree.text(pattern);
    boolean quote = Literals.isString(tree, pattern) && isQuote(Literals.content(tree, pattern));
    return quote || QUOTE.matcher(text).matches() || UNWANTED.matcher(text).matches();
  }

  private static boolean isQuote(String content) {
    return content.matches("\\\\{0,2}[\"'`]");
  }
}
