package io.mcpscore.engine.check.secrets;

import io.mcpscore.engine.source.SourceFile;
import java.util.regex.Pattern;

/** The keys that sites search an index of Algolia with, which are made to be public. */
final class SearchKeys {

  /** How far from its key the settings of a search may stand, in bytes. */
  private static final int SETTINGS = 200;

  private static final int LONGEST_LINE = 120;

  /** What is named beside such a key: the application and an index of it. */
  private static final Pattern SEARCHED =
      Pattern.compile(
          "(?s)(?:(?=.*\\bappId\\b).*indexName.*"
              + "|(?i)(?=.*algolia_?app(?:lication)?_?id).*index.*)");

  /** Keys of the same service that change what is searched. */
  private static final Pattern MANAGING = Pattern.compile("(?i)admin|write|secret|private");

  private SearchKeys() {}

  /** Whether the value between two bytes of a file is one. */
  static boolean isOne(SourceFile file, int start, int end) {
    String text = file.text().latin1();
    String value = text.substring(start, end);
    String around =
        text.substring(Math.max(0, start - SETTINGS), Math.min(text.length(), end + SETTINGS));
    int line = Math.max(text.lastIndexOf('\n', start), start - LONGEST_LINE);
    String before = text.substring(Math.max(0, line), start);
    return value.matches("[0-9a-f]{32}")
        && SEARCHED.matcher(around).matches()
        && !MANAGING.matcher(before).find();
  }
}
