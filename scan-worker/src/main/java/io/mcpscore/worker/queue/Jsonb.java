package io.mcpscore.worker.queue;

import java.util.regex.Pattern;

/** What PostgreSQL's {@code jsonb} can hold. */
final class Jsonb {

  /** The escape of U+0000, not preceded by a backslash that is itself escaped half. */
  private static final Pattern NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

  private Jsonb() {}

  /** JSON text with U+0000, which {@code jsonb} refuses, replaced by U+FFFD. */
  static String text(String json) {
    return json.contains("\\u0000") ? NUL.matcher(json).replaceAll("$1\\\\ufffd") : json;
  }
}
