package io.mcpscore.engine.check.poisoning;

import io.mcpscore.model.Severity;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parts of a text that become words when they are decoded. */
final class Encoded {

  private static final Pattern BASE64 =
      Pattern.compile("(?<![A-Za-z0-9+/=_-])[A-Za-z0-9+/_-]{24,4000}+={0,2}");
  private static final Pattern HEX =
      Pattern.compile(
          "(?<![0-9A-Za-z])(?:(?:0x|\\\\x|%)?[0-9A-Fa-f]{2}[ :]?){16,2000}+(?![0-9A-Za-z])");
  private static final Pattern SENTENCE =
      Pattern.compile("(?:[A-Za-z'.,:;~/_-]{1,25}[ \\n]{1,3}){3}");
  private static final int MOST = 20;
  private static final int SHORTEST = 24;

  private Encoded() {}

  /** The first one. */
  static Optional<TextMarks> find(String text) {
    Optional<TextMarks> base64 =
        hasLongWord(text) ? first(BASE64, text, "base64", Encoded::base64) : Optional.empty();
    return base64.or(() -> first(HEX, text, "hexadecimal digits", Encoded::hex));
  }

  /** A cheap first look for {@link #BASE64}. */
  private static boolean hasLongWord(String text) {
    int length = 0;
    for (int i = 0; i < text.length() && length < SHORTEST; i++) {
      char c = text.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      length = plain || "+/_-".indexOf(c) >= 0 ? length + 1 : 0;
    }
    return length == SHORTEST;
  }

  private interface Decoder {
    byte[] decode(String code);
  }

  private static Optional<TextMarks> first(
      Pattern pattern, String text, String form, Decoder decoder) {
    Matcher m = pattern.matcher(text);
    for (int n = 0; n < MOST && m.find(); n++) {
      String plain;
      try {
        plain = new String(decoder.decode(m.group()), StandardCharsets.UTF_8);
      } catch (IllegalArgumentException e) {
        continue;
      }
      if (isProse(plain)) {
        boolean instructs = !InstructionText.read(plain).isEmpty();
        return Optional.of(
            new TextMarks(
                m.start(),
                m.end(),
                instructs ? Severity.HIGH : Severity.MEDIUM,
                "holds words as " + form + (instructs ? ", and they instruct the model" : "")));
      }
    }
    return Optional.empty();
  }

  private static byte[] base64(String code) {
    String plain = code.replace('-', '+').replace('_', '/').replaceAll("=+$", "");
    return Base64.getDecoder()
        .decode(plain.substring(0, plain.length() - (plain.length() % 4 == 1 ? 1 : 0)));
  }

  private static byte[] hex(String code) {
    return HexFormat.of().parseHex(code.replaceAll("0x|\\\\x|[% :]", ""));
  }

  private static boolean isProse(String text) {
    long odd =
        text.chars()
            .filter(
                c -> (c < 0x20 && c != '\n' && c != '\r' && c != '\t') || c == 0xFFFD || c > 0x2FF)
            .count();
    return odd == 0 && SENTENCE.matcher(text).find();
  }
}
