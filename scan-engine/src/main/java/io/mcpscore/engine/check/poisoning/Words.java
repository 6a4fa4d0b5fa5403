package io.mcpscore.engine.check.poisoning;

import io.mcpscore.engine.check.poisoning.Word.Form;
import io.mcpscore.engine.check.poisoning.Word.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits a text into words and marks. */
final class Words {

  /** More than any honest description; what is beyond is not read. */
  private static final int LONGEST = 60_000;

  private static final int LONGEST_SIMPLE = 60;

  /** Signs that begin nothing longer. */
  private static final String MARKS = ",;:()!?\"'";

  private static final String TLD =
      "(?:com|net|org|io|dev|xyz|ai|app|co|info|me|ru|cn|site|online|cloud|example|test|evil|tk|local)";

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<tag></?[A-Za-z][A-Za-z0-9_ :.|-]{0,40}+>|<!--|-->|\\[/?[A-Z][A-Z_ -]{3,40}+\\])"
              + "|(?<email>[A-Za-z0-9._%+-]{1,64}+@[A-Za-z0-9-]{1,63}+(?:\\.[A-Za-z0-9-]{1,63}+)+)"
              + "|(?<url>[A-Za-z][A-Za-z0-9+.-]{1,15}://[^\\s\"'`<>)\\]]{1,300}+"
              + "|(?:[A-Za-z0-9][A-Za-z0-9_-]{0,62}\\.){1,4}"
              + TLD
              + "(?![A-Za-z0-9_])(?:[/?][^\\s\"'`<>)\\]]{0,300}+)?)"
              + "|(?<phone>\\+[0-9][0-9 -]{7,16}[0-9])"
              + "|(?<path>(?:~|\\.{1,2}|%[A-Za-z]{1,30}%|\\$[A-Za-z]{1,30})?[/\\\\][A-Za-z0-9_.@~*][^\\s\"'`<>,;()]{0,200}+"
              + "|\\.[A-Za-z][A-Za-z0-9_.-]{1,60}+(?:/[A-Za-z0-9_.-]{1,60}+){0,8}"
              + "|[A-Za-z0-9_-]{1,60}\\.(?:json|pem|key|env|txt|conf|ya?ml|ini|toml|pub|db|log|md|py|ts|js|sh|dat)\\b)"
              + "|(?<name>[A-Za-z][A-Za-z0-9]{0,60}(?:[_.][A-Za-z0-9]{1,60}){1,10}+|[a-z]{1,40}[A-Z][A-Za-z0-9]{0,60})"
              + "|(?<plain>[\\p{L}\\p{N}][\\p{L}\\p{N}'\\u2019\\u00ad\\u200b-\\u200d\\u2060\\ufeff-]{0,80}+)"
              + "|(?<mark>[^\\s\\p{L}\\p{N}])");

  private static final Pattern INVISIBLE =
      Pattern.compile("[\\u00ad\\u200b-\\u200d\\u2060\\ufeff]");

  private Words() {}

  /** The words of a text in order, tagged with their senses. */
  static List<Word> of(String text) {
    String read = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    String folded = LookAlikes.fold(read);
    List<Word> out = new ArrayList<>();
    Matcher m = TOKEN.matcher(folded);
    int from = 0;
    while (from < folded.length()) {
      int start = afterBlanks(folded, from);
      int end = endOfSimple(folded, start);
      Kind kind = Kind.PLAIN;
      if (end == start && start < folded.length() && MARKS.indexOf(folded.charAt(start)) >= 0) {
        end = start + 1;
        kind = Kind.MARK;
      } else if (end == start) {
        if (!m.find(start)) {
          break;
        }
        start = m.start();
        end = m.end();
        kind = kind(m);
      }
      String word = folded.substring(start, end).toLowerCase(Locale.ROOT).replace('\u2019', '\'');
      word = kind == Kind.MARK ? word : INVISIBLE.matcher(word).replaceAll("");
      out.add(new Word(word, kind, start, end, breaks(folded, from, start), Set.of(), Form.NONE));
      from = end;
    }
    return Lexicon.tag(out);
  }

  private static int afterBlanks(String text, int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\n')) {
      at++;
    }
    return at;
  }

  private static int breaks(String text, int from, int to) {
    int breaks = 0;
    for (int i = from; i < to; i++) {
      breaks += text.charAt(i) == '\n' ? 1 : 0;
    }
    return breaks;
  }

  /**
   * End of an ordinary word, such as most are: letters with a blank, a mark or the end behind them.
   * What else there may be is the pattern's to say.
   */
  private static int endOfSimple(String text, int start) {
    int at = start;
    boolean small = false;
    while (at < text.length() && isLetter(text.charAt(at))) {
      boolean capital = text.charAt(at) <= 'Z';
      if (capital && small) {
        return start;
      }
      small = !capital;
      at++;
    }
    return at - start < LONGEST_SIMPLE && isOver(text, at) ? at : start;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isOver(String text, int at) {
    if (at == text.length() || " \n,;)\"".indexOf(text.charAt(at)) >= 0) {
      return true;
    }
    boolean stop = text.charAt(at) == '.';
    return stop && (at + 1 == text.length() || " \n".indexOf(text.charAt(at + 1)) >= 0);
  }

  private static Kind kind(Matcher m) {
    if (m.group("plain") != null) {
      return Kind.PLAIN;
    }
    if (m.group("mark") != null) {
      return Kind.MARK;
    }
    if (m.group("name") != null) {
      return Kind.NAME;
    }
    if (m.group("path") != null) {
      return Kind.PATH;
    }
    if (m.group("url") != null) {
      return Kind.URL;
    }
    if (m.group("email") != null) {
      return Kind.EMAIL;
    }
    return m.group("tag") != null ? Kind.TAG : Kind.PHONE;
  }
}
