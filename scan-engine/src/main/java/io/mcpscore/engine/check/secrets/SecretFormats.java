package io.mcpscore.engine.check.secrets;

import io.mcpscore.engine.check.secrets.SecretFormat.Keyword;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The known forms of secrets, read from the table {@code formats.txt}, which explains its columns.
 */
final class SecretFormats {

  private static final double ALPHANUMERIC = 3.3;
  private static final double HEXADECIMAL = 2.8;
  private static final Pattern COLUMNS = Pattern.compile(" {2,}");
  private static final Pattern BEFORE = Pattern.compile("(.+)@([0-9]{1,2})");

  /** A name that holds the keyword, what may stand between a name and its value, the value. */
  private static final String NAMED =
      "(?=[A-Za-z0-9_.-]{0,50}(?i:key|token|secret|auth|credential|passw|pat\\b|api))"
          + "[A-Za-z0-9_.-]{2,60}+[\"'`)\\]]{0,3}\\s{0,4}(?::=|=>|\\|\\||\\?\\?|[:=,])\\s{0,4}[\"'`]?(%s)";

  /** Every form, in the order of the table. */
  static final List<SecretFormat> ALL = read();

  private SecretFormats() {}

  private static List<SecretFormat> read() {
    try (InputStream in = SecretFormats.class.getResourceAsStream("formats.txt")) {
      if (in == null) {
        throw new IllegalStateException("no table of secret formats");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(l -> !l.isBlank() && !l.startsWith("#"))
          .map(SecretFormats::format)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SecretFormat format(String line) {
    String[] column = COLUMNS.split(line, -1);
    if (column.length != 6) {
      throw new IllegalStateException("not six columns: " + line);
    }
    boolean named = column[4].startsWith("=");
    String form = spelledOut(named ? column[4].substring(1) : column[4]);
    boolean hex = form.contains("[0-9a-f]{") && !form.contains("A-Za-z");
    double usual = hex ? HEXADECIMAL : ALPHANUMERIC;
    return new SecretFormat(
        column[0],
        column[5],
        Arrays.stream(column[1].split(",")).map(SecretFormats::keyword).toList(),
        SecretValidation.named(column[2]),
        column[3].equals("-") ? usual : Double.parseDouble(column[3]),
        Pattern.compile(named ? NAMED.replace("%s", form) : form),
        named);
  }

  private static Keyword keyword(String text) {
    Matcher before = BEFORE.matcher(text);
    return before.matches()
        ? new Keyword(before.group(1), Integer.parseInt(before.group(2)))
        : new Keyword(text, 0);
  }

  private static String spelledOut(String pattern) {
    return pattern
        .replace("%U", "%h{8}-%h{4}-%h{4}-%h{4}-%h{12}")
        .replace("%a", "[A-Za-z0-9]")
        .replace("%w", "[A-Za-z0-9_-]")
        .replace("%b", "[A-Za-z0-9+/]")
        .replace("%h", "[0-9a-f]")
        .replace("%H", "[0-9a-fA-F]")
        .replace("%u", "[A-Z0-9]")
        .replace("%l", "[a-z0-9]")
        .replace("%d", "[0-9]");
  }
}
