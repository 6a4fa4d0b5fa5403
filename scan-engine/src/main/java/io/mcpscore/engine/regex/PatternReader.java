package io.mcpscore.engine.regex;

import io.mcpscore.engine.regex.Cursor.UnreadableException;
import io.mcpscore.engine.regex.Part.Ahead;
import io.mcpscore.engine.regex.Part.Anchor;
import io.mcpscore.engine.regex.Part.Chars;
import io.mcpscore.engine.regex.Part.Choice;
import io.mcpscore.engine.regex.Part.Repeat;
import io.mcpscore.engine.regex.Part.Sequence;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads regular expressions of JavaScript and Python. Where the two differ, a pattern of either is
 * read as the larger set: {@code \w} has the letters of every alphabet. The line break that {@code
 * $} lets pass at the end of a text in Python is left out: hardly any sink cares.
 *
 * <p>Not read are back references, looks behind, word boundaries, anchors of lines and flags inside
 * of patterns.
 */
final class PatternReader {

  private static final int LONGEST = 600;
  private static final int DEEPEST = 40;

  private final Cursor cursor;
  private final CharClassReader classes;
  private final boolean dotIsAll;
  private int depth;

  private PatternReader(String pattern, String flags) {
    this.cursor = new Cursor(pattern);
    this.classes = new CharClassReader(cursor, flags.indexOf('i') >= 0);
    this.dotIsAll = flags.indexOf('s') >= 0;
  }

  /**
   * Reads a pattern.
   *
   * @param flags letters as behind an expression of JavaScript
   * @throws UnreadableException when it cannot be read
   */
  static Part read(String pattern, String flags) {
    if (pattern.length() > LONGEST || flags.indexOf('m') >= 0 || flags.indexOf('v') >= 0) {
      throw new UnreadableException();
    }
    PatternReader reader = new PatternReader(pattern, flags);
    Part part = reader.choice();
    if (!reader.cursor.isAtEnd()) {
      throw new UnreadableException();
    }
    return part;
  }

  private Part choice() {
    if (++depth > DEEPEST) {
      throw new UnreadableException();
    }
    List<Part> choices = new ArrayList<>(List.of(sequence()));
    while (cursor.skip("|")) {
      choices.add(sequence());
    }
    depth--;
    return choices.size() == 1 ? choices.getFirst() : new Choice(choices);
  }

  private Part sequence() {
    List<Part> parts = new ArrayList<>();
    while (!cursor.isAtEnd() && !cursor.isNext("|") && !cursor.isNext(")")) {
      parts.add(repeated(atom()));
    }
    return parts.size() == 1 ? parts.getFirst() : new Sequence(parts);
  }

  private Part atom() {
    char c = cursor.next();
    return switch (c) {
      case '^' -> new Anchor(CharSet.TEXT_START);
      case '$' -> new Anchor(CharSet.TEXT_END);
      case '(' -> group();
      case '[' -> new Chars(classes.bracketed());
      case '.' -> new Chars(dotIsAll ? CharSet.ALL : CharSet.LINE_ENDS.others());
      case '\\' -> escape();
      case '*', '+', '?' -> throw new UnreadableException();
      default -> new Chars(classes.of(c));
    };
  }

  private Part escape() {
    if (cursor.skip("A")) {
      return new Anchor(CharSet.TEXT_START);
    }
    return cursor.skip("Z") || cursor.skip("z")
        ? new Anchor(CharSet.TEXT_END)
        : new Chars(classes.escaped());
  }

  private Part group() {
    boolean refuses = cursor.skip("?!");
    boolean ahead = refuses || cursor.skip("?=");
    if (!ahead && !cursor.skip("?:") && cursor.isNext("?")) {
      skipName();
    }
    Part inner = choice();
    if (!cursor.skip(")")) {
      throw new UnreadableException();
    }
    return ahead ? new Ahead(inner, !refuses) : inner;
  }

  /** {@code ?<name>} or {@code ?P<name>}. */
  private void skipName() {
    boolean named = cursor.skip("?P<") || cursor.skip("?<");
    String name = named ? cursor.until('>') : null;
    if (name == null || name.isEmpty() || !name.chars().allMatch(CharSet.WORD::has)) {
      throw new UnreadableException();
    }
    cursor.skip(name.length() + 1);
  }

  private Part repeated(Part part) {
    Part all = part;
    while (true) {
      if (cursor.skip("*")) {
        all = new Repeat(all, 0, Part.ANY_NUMBER);
      } else if (cursor.skip("+")) {
        all = new Repeat(all, 1, Part.ANY_NUMBER);
      } else if (cursor.skip("?")) {
        all = new Repeat(all, 0, 1);
      } else if (cursor.isNext("{")) {
        all = counted(all);
      } else {
        return all;
      }
      // Whether as much as possible or as little does not change what can match.
      cursor.skip("?");
    }
  }

  private Part counted(Part part) {
    cursor.skip("{");
    String count = cursor.until('}');
    if (count == null || !count.matches("\\d{1,4}(,\\d{0,4})?")) {
      // The bracket stands for itself, or has another meaning in Python.
      throw new UnreadableException();
    }
    cursor.skip(count.length() + 1);
    int comma = count.indexOf(',');
    int least = Integer.parseInt(comma < 0 ? count : count.substring(0, comma));
    String most = comma < 0 ? count : count.substring(comma + 1);
    return new Repeat(part, least, most.isEmpty() ? Part.ANY_NUMBER : Integer.parseInt(most));
  }
}
