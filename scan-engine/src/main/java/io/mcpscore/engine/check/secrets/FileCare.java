package io.mcpscore.engine.check.secrets;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a function sees to who may read the file that it writes. */
final class FileCare {

  /** Any of these in the function shows that somebody thought of it. */
  private static final Pattern CARE =
      Pattern.compile(
          "chmod|0o?[0-7]?[67]00\\b|0o?400\\b|umask|os\\.open\\(|fdopen|\\bmode\\b|encrypt"
              + "|icacls|mkstemp|NamedTemporaryFile");

  private static final Pattern OWNER_ALONE =
      Pattern.compile("\\b0o?[0-7]?[67]00\\b|\\b0o?400\\b|S_IRUSR");

  /** A mode that is named and lets others read. */
  private static final Pattern CARELESS = Pattern.compile("\\b0o?[0-7]?[67][4-7][4-7]\\b");

  /** A change of the mode of one path, as a function or as a method of the path. */
  private static final Pattern CHANGE =
      Pattern.compile(
          "(?:\\b(?:os|fs|fsp|promises)\\.)?\\bchmod(?:Sync)?\\(\\s{0,20}([\\w.]{1,80}),[^()\\n]{1,80}\\)"
              + "|\\b([\\w.]{1,80})\\.chmod\\([^(),\\n]{1,80}\\)");

  /** What is moved keeps its mode, and what is in a closed directory is closed. */
  private static final Pattern MOVED = Pattern.compile("\\b(?:rename|replace|move)(?:Sync)?\\(");

  private static final Pattern DIRECTORY = Pattern.compile("(?i).*(?:dir|parent|folder|root|home)");
  private static final Pattern PATH = Pattern.compile("[\\w.]{1,80}");

  private FileCare() {}

  /**
   * Whether it does.
   *
   * @param function its text
   * @param path the expression of what is written to, as far as it is known
   */
  static boolean in(String function, String path) {
    String text = isTold(function, path) ? withoutOthers(function, path) : function;
    return OWNER_ALONE.matcher(text).find()
        || (CARE.matcher(text).find() && !CARELESS.matcher(text).find());
  }

  private static boolean isTold(String function, String path) {
    return PATH.matcher(path).matches() && !MOVED.matcher(function).find();
  }

  private static String withoutOthers(String function, String path) {
    return CHANGE
        .matcher(function)
        .replaceAll(
            m -> {
              String changed = m.group(1) == null ? m.group(2) : m.group(1);
              boolean other = !changed.equals(path) && !DIRECTORY.matcher(changed).matches();
              return other ? "" : Matcher.quoteReplacement(m.group());
            });
  }
}
