package io.mcpscore.engine.check.secrets;

import io.mcpscore.engine.check.http.Functions;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.regex.Pattern;

/**
 * Things called just "token" that open nothing: of a progress report, a cancellation, a page, a
 * syntax. The function around the name says which it is.
 */
final class OtherTokens {

  private static final Pattern HARMLESS =
      Pattern.compile(
          "(?i)progress|cancellation|cancel_?token|lexer|tokeni[sz]e|syntax|parser|semantic"
              + "|(?:next|page|continuation|pagination)_?token|vocab|ngram");
  private static final Pattern OPENING =
      Pattern.compile("(?i)bearer|authorization|oauth|credential|password|api_?key|secret|login");
  private static final int LONGEST = 20_000;

  private OtherTokens() {}

  /** Whether the token at an expression is one. */
  static boolean isOne(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    int function = Functions.scope(module, expression);
    if (function <= 0 || tree.end(function) - tree.start(function) > LONGEST) {
      return false;
    }
    String text = tree.text(function);
    return HARMLESS.matcher(text).find() && !OPENING.matcher(text).find();
  }
}
