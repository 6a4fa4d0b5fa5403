package io.mcpscore.engine.regex;

import io.mcpscore.engine.regex.Cursor.UnreadableException;

/** Reads what stands for one character of some: {@code \d}, {@code \x41}, {@code [^a-z_]}. */
final class CharClassReader {

  private final Cursor cursor;
  private final boolean bothCases;

  /**
   * A reader of a pattern.
   *
   * @param bothCases whether a letter stands for both of its cases
   */
  CharClassReader(Cursor cursor, boolean bothCases) {
    this.cursor = cursor;
    this.bothCases = bothCases;
  }

  /** A character that stands for itself. */
  CharSet of(char c) {
    return cased(CharSet.range(c, c));
  }

  private CharSet cased(CharSet set) {
    return bothCases ? set.inBothCases() : set;
  }

  /** Reads on behind an opening bracket. */
  CharSet bracketed() {
    boolean others = cursor.skip("^");
    CharSet all = CharSet.NONE;
    // Python takes a closing bracket at the start for a member, JavaScript for the end.
    if (cursor.isNext("]")) {
      throw new UnreadableException();
    }
    while (!cursor.skip("]")) {
      CharSet first = member();
      all = all.with(cursor.isNext("-") ? range(first) : first);
    }
    return others ? cased(all).others() : cased(all);
  }

  private CharSet range(CharSet first) {
    cursor.skip("-");
    if (cursor.isNext("]")) {
      return first.with(CharSet.range('-', '-'));
    }
    CharSet last = member();
    if (!isOne(first) || !isOne(last)) {
      // \w-. is a class, a dash and a dot.
      return first.with(CharSet.range('-', '-')).with(last);
    }
    return CharSet.range(first.bounds()[0], last.bounds()[0]);
  }

  private static boolean isOne(CharSet set) {
    return set.bounds().length == 2 && set.bounds()[1] == set.bounds()[0] + 1;
  }

  private CharSet member() {
    char c = cursor.next();
    if (c == '\\') {
      return cursor.skip("b") ? CharSet.range('\b', '\b') : escaped();
    }
    return CharSet.range(c, c);
  }

  /** Reads on behind a backslash. */
  CharSet escaped() {
    char c = cursor.next();
    return switch (c) {
      case 'd' -> CharSet.DIGITS;
      case 'D' -> CharSet.DIGITS.others();
      case 'w' -> CharSet.WORD;
      case 'W' -> CharSet.WORD.others();
      case 's' -> CharSet.SPACES;
      case 'S' -> CharSet.SPACES.others();
      case 'p' -> property();
      case 'P' -> property().others();
      case 'n' -> CharSet.range('\n', '\n');
      case 'r' -> CharSet.range('\r', '\r');
      case 't' -> CharSet.range('\t', '\t');
      case 'f' -> CharSet.range('\f', '\f');
      case 'v' -> CharSet.range('\u000B', '\u000B');
      case '0' -> CharSet.range(0, 0);
      case 'x' -> of((char) cursor.number(2, 16));
      case 'u' -> of((char) (cursor.isNext("{") ? braced() : cursor.number(4, 16)));
      default -> {
        // References and boundaries are letters and digits; everything else stands for itself.
        if (Character.isLetterOrDigit(c)) {
          throw new UnreadableException();
        }
        yield of(c);
      }
    };
  }

  private int braced() {
    cursor.skip("{");
    String digits = cursor.until('}');
    if (digits == null || digits.length() > 4) {
      throw new UnreadableException();
    }
    int number = cursor.number(digits.length(), 16);
    cursor.skip("}");
    return number;
  }

  /** {@code \p{L}}, as far as letters and digits are meant. */
  private CharSet property() {
    String name = cursor.skip("{") ? cursor.until('}') : null;
    if (name == null) {
      throw new UnreadableException();
    }
    cursor.skip(name.length() + 1);
    return switch (name) {
      case "L", "Letter", "Alphabetic" -> CharSet.LETTERS;
      case "N", "Nd", "Number", "Decimal_Number" -> CharSet.DIGITS;
      case "Lu", "Ll", "Uppercase_Letter", "Lowercase_Letter" -> CharSet.LETTERS;
      default -> throw new UnreadableException();
    };
  }
}
