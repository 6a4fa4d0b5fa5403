package io.mcpscore.engine.check.secrets;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/** Made-up secrets of every known form with the checksums that belong to them, always the same. */
public final class SecretSamples {

  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final String BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

  private SecretSamples() {}

  /** The text of a form, for a value with its name the value alone. */
  public static String of(String id) {
    return valid(format(id));
  }

  static SecretFormat format(String id) {
    return SecretFormats.ALL.stream().filter(f -> f.id().equals(id)).findFirst().orElseThrow();
  }

  static String valid(SecretFormat format) {
    Random random = new Random(format.id().hashCode());
    for (int i = 0; i < 100; i++) {
      String text = completed(format, random);
      boolean loose =
          format.validation() == SecretValidation.MIXED
              || format.validation() == SecretValidation.AWS_KEY;
      if (!loose || format.validation().holds(text)) {
        return text;
      }
    }
    throw new IllegalStateException(format.id());
  }

  /** A text of the form in which every free character is the same, as people write samples. */
  static String monotonous(SecretFormat format) {
    return new PatternText(form(format), null).text();
  }

  /** How a settings file holds it. */
  static String setting(SecretFormat format, String text) {
    return format.named() ? keyName(format) + " = \"" + text + "\"\n" : "value " + text + "\n";
  }

  /** How code holds it. */
  static String code(SecretFormat format, String text) {
    String quote = text.contains("\"") ? "'" : "\"";
    return "const "
        + (format.named() ? keyName(format) : "value")
        + " = "
        + quote
        + text
        + quote
        + ";\n";
  }

  private static String keyName(SecretFormat format) {
    return format.keywords().getFirst().text() + "_api_key";
  }

  private static String form(SecretFormat format) {
    String pattern = format.pattern().pattern();
    String before = "[\"'`]?(";
    return format.named()
        ? pattern.substring(pattern.lastIndexOf(before) + before.length(), pattern.length() - 1)
        : pattern;
  }

  private static String completed(SecretFormat format, Random random) {
    if (format.id().equals("private-key-jwk")) {
      return "\"kty\":\"EC\",\"crv\":\"P-256\",\"d\":\"" + letters(random, 43) + "\"";
    }
    String text = new PatternText(form(format), random).text();
    return switch (format.validation()) {
      case CRC_BASE62, MCP_SCORE -> withBase62(text);
      case CRC_HEX -> {
        String body = text.substring(0, text.length() - 8);
        yield body + "%08X".formatted(crc(body));
      }
      case CRC_GRAFANA -> {
        String body = text.substring(0, text.lastIndexOf('_'));
        yield body + "_%08x".formatted(Integer.reverseBytes((int) crc(body)));
      }
      case JWT ->
          base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}")
              + "."
              + base64("{\"sub\":\"" + letters(random, 12) + "\"}")
              + "."
              + letters(random, 43);
      case BASIC -> "\"auth\": \"" + base64("robot:" + letters(random, 20)) + "\"";
      case DISCORD -> base64("730195826470193857") + text.substring(text.indexOf('.'));
      case PEM -> pem(random);
      case PEM_BASE64 ->
          Base64.getEncoder().encodeToString(pem(random).getBytes(StandardCharsets.US_ASCII));
      case BECH32 -> withBech32("age-secret-key-", random);
      default -> text;
    };
  }

  private static String pem(Random random) {
    return "-----BEGIN PRIVATE KEY-----\\nM"
        + letters(random, 63)
        + "\\n"
        + letters(random, 64)
        + "\\n-----END PRIVATE KEY-----";
  }

  private static String withBase62(String text) {
    int end = text.length() - 6;
    long rest = crc(text.substring(text.lastIndexOf('_') + 1, end));
    StringBuilder digits = new StringBuilder();
    for (int i = 0; i < 6; i++) {
      digits.insert(0, BASE62.charAt((int) (rest % 62)));
      rest /= 62;
    }
    return text.substring(0, end) + digits;
  }

  private static String withBech32(String prefix, Random random) {
    String data =
        random.ints(52, 0, 32).mapToObj(i -> "" + BECH32.charAt(i)).reduce("", String::concat);
    return (prefix + "1" + data + checksum(prefix, data)).toUpperCase(Locale.ROOT);
  }

  private static String checksum(String prefix, String data) {
    int[] values =
        IntStream.concat(
                IntStream.concat(prefix.chars().map(c -> c >> 5), IntStream.of(0)),
                IntStream.concat(
                    prefix.chars().map(c -> c & 31),
                    IntStream.concat(
                        data.chars().map(BECH32::indexOf), IntStream.of(0, 0, 0, 0, 0, 0))))
            .toArray();
    int[] generator = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    int check = 1;
    for (int value : values) {
      int top = check >>> 25;
      check = ((check & 0x1ffffff) << 5) ^ value;
      for (int i = 0; i < 5; i++) {
        check ^= ((top >> i) & 1) * generator[i];
      }
    }
    int polymod = check ^ 1;
    return IntStream.range(0, 6)
        .mapToObj(i -> "" + BECH32.charAt((polymod >> (5 * (5 - i))) & 31))
        .reduce("", String::concat);
  }

  private static String letters(Random random, int length) {
    return random
        .ints(length, 0, 62)
        .mapToObj(i -> "" + BASE62.charAt(i))
        .reduce("", String::concat);
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static long crc(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
    return crc.getValue();
  }
}
