package io.mcpscore.engine.check.rce;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Command lines that fetch a program and run what came, unseen. */
final class DownloadPipe {

  /** Words of which one is in every such command line. */
  static final List<String> WORDS =
      List.of(
          "curl", "wget", "irm", "iwr", "Invoke-RestMethod", "Invoke-WebRequest", "DownloadString");

  private static final String FETCH = "\\b(?:curl|wget)\\b";
  private static final String RUNNER =
      "(?:sudo\\s{1,5}(?:-\\S{1,20}\\s{1,5}){0,3})?(?:/usr/bin/env\\s{1,5}|/(?:usr/)?bin/)?"
          + "(?:(?:ba|z|da|k|a)?sh|python3?|node|perl|ruby)\\b(?!\\s{0,5}-c\\b)";

  private static final Pattern PIPE =
      Pattern.compile(
          FETCH
              + "[^|;&\\n#]{1,400}\\|\\s{0,20}(?:tee\\s{1,5}\\S{1,100}\\s{0,5}\\|\\s{0,5})?"
              + RUNNER
              + "|(?:ba|z|da|k)?sh\\s{1,5}(?:-c\\s{1,5})?(?:<\\(|[\"']?\\$\\(|[\"']?`)\\s{0,5}(?:curl|wget)\\b"
              + "[^)\\n]{1,400}"
              + "|\\b(?:iex|Invoke-Expression)\\b[^|\\n]{0,80}"
              + "(?:irm|iwr|Invoke-RestMethod|Invoke-WebRequest|DownloadString)\\b[^\\n]{1,300}"
              + "|\\b(?:irm|iwr|Invoke-RestMethod|Invoke-WebRequest)\\b[^|;\\n]{1,300}\\|\\s{0,5}"
              + "(?:iex|Invoke-Expression)\\b");

  private DownloadPipe() {}

  /** Where a line does that: start and end in characters. */
  record Match(int start, int end, String text) {

    /** Whether anybody on the way may replace what is run. */
    boolean isPlain() {
      return text.contains("http://");
    }
  }

  /** The first one in a text at or after a place, or empty. */
  static Optional<Match> find(CharSequence text, int from) {
    Matcher matcher = PIPE.matcher(text);
    return from < text.length() && matcher.find(from)
        ? Optional.of(new Match(matcher.start(), matcher.end(), matcher.group()))
        : Optional.empty();
  }
}
