package io.mcpscore.engine.regex;

import io.mcpscore.engine.regex.Cursor.UnreadableException;
import io.mcpscore.engine.regex.Part.Chars;
import io.mcpscore.engine.regex.Part.Repeat;
import java.util.Optional;

/**
 * A regular expression of somebody's code, as a test of texts.
 *
 * @param text as it is written, without its delimiters
 * @param flags letters as behind an expression of JavaScript
 * @param extent where a match counts
 */
public record TextPattern(String text, String flags, Extent extent) {

  /** Where a match counts. */
  public enum Extent {
    /** Anywhere in the text: {@code test}, {@code re.search}, schemas. */
    ANYWHERE,
    /** From its start on: {@code re.match}. */
    FROM_START,
    /** As all of it: {@code re.fullmatch}. */
    WHOLE
  }

  /** A pattern that may match anywhere, without flags, as schemas have them. */
  public static TextPattern of(String text) {
    return new TextPattern(text, "", Extent.ANYWHERE);
  }

  /** Texts of certain characters, each any number of times. */
  public static TextPattern ofEach(String characters) {
    return of("^[" + quoted(characters) + "]*$");
  }

  /** A pattern that a text alone matches, also inside of a class. */
  public static String quoted(String text) {
    StringBuilder out = new StringBuilder();
    for (char c : text.toCharArray()) {
      boolean plain = Character.isLetterOrDigit(c) || Character.isWhitespace(c) || c < ' ';
      out.append(plain ? "" : "\\").append(c);
    }
    return out.toString();
  }

  /** What a group of a match can be, by its number or name; empty when that cannot be said. */
  public Optional<TextPattern> group(String key) {
    return Groups.of(text, key).map(body -> new TextPattern(body, flags, Extent.WHOLE));
  }

  /** Whether a match is one character, or several of the same kind: {@code [^a-z]+}. */
  public boolean isOfOneKind() {
    try {
      Part part = PatternReader.read(text, flags);
      Part one = part instanceof Repeat repeat && repeat.least() == 1 ? repeat.part() : part;
      return one instanceof Chars;
    } catch (UnreadableException e) {
      return false;
    }
  }

  /** Whether no text that matches does harm. */
  public boolean admitsNo(Harm harm) {
    return new Texts.Matching(this).isFreeOf(harm);
  }

  /** Whether no text that does not match does harm. */
  public boolean catchesEvery(Harm harm) {
    return new Texts.Others(new Texts.Matching(this)).isFreeOf(harm);
  }
}
