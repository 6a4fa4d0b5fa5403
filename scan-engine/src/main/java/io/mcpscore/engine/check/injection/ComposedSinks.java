package io.mcpscore.engine.check.injection;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ComposedText;
import io.mcpscore.engine.program.SourceModule;
import java.util.List;
import java.util.regex.Pattern;

/** Values inside of a text that the program words, told by what that text looks like. */
final class ComposedSinks {

  private static final int LONGEST = 4_000;

  private ComposedSinks() {}

  /**
   * The gaps of a text.
   *
   * @param shape what the text has to look like, gaps being {@code \u0001}; null for anything
   */
  static List<Integer> of(CheckContext context, SourceModule module, int text, Pattern shape) {
    if (text == NONE) {
      return List.of();
    }
    ComposedText composed = ComposedText.of(context.program(), module, text);
    String skeleton = composed.skeleton();
    String start = skeleton.length() > LONGEST ? skeleton.substring(0, LONGEST) : skeleton;
    boolean fits = composed.isMixed() && (shape == null || shape.matcher(start).matches());
    // What begins with a gap is the agent's own text, which the program narrows or limits.
    return fits && !start.matches("(?s)[\\s(]{0,20}\u0001.*") ? composed.gaps() : List.of();
  }
}
