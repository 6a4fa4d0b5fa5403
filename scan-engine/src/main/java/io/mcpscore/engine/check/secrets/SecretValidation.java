package io.mcpscore.engine.check.secrets;

import io.mcpscore.model.ApiKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * What the issuers of secrets build into them, so that a made-up one can be told from a real one.
 */
enum SecretValidation {
  /** Nothing. */
  NONE(false),
  /** Letters of both cases and digits, as in random text and unlike names. */
  MIXED(false),
  /** After the last underscore: a body and the six base-62 digits of its CRC-32. */
  CRC_BASE62(true),
  /** Ends in the eight hexadecimal digits of the CRC-32 of all before them. */
  CRC_HEX(true),
  /** Ends in the CRC-32 of what stands before the last underscore, lowest byte first. */
  CRC_GRAFANA(true),
  /** Holds a number of an account, which has at most twelve decimal digits. */
  AWS_KEY(false),
  /** Three base64url parts; the first two are JSON, the token is signed and not public. */
  JWT(false),
  /** Base64 of a name, a colon and a password. */
  BASIC(false),
  /** Begins with the base64 of the bot's number. */
  DISCORD(false),
  /** Between the marks of PEM: what private keys begin with, or an encrypted one. */
  PEM(false),
  /** Base64 of a private key in PEM form; certificates begin alike. */
  PEM_BASE64(false),
  /** Ends in six characters that make the whole divisible by a polynomial. */
  BECH32(true),
  /** One of this product. */
  MCP_SCORE(true);

  private static final Pattern BASIC_AUTH = Pattern.compile("[ -9;-~]{1,100}:[ -~]{3,300}");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{17,20}");
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int CRC_DIGITS = 6;
  private static final int CRC_HEX_DIGITS = 8;
  private static final int HEX = 16;

  /** Characters that surely hold the first line of a key. */
  private static final int PEM_HEAD = 88;

  private static final long MOST_ACCOUNT = 999_999_999_999L;

  private final boolean proof;

  SecretValidation(boolean proof) {
    this.proof = proof;
  }

  /** The one of a name as the table writes it. */
  static SecretValidation named(String name) {
    return name.equals("-") ? NONE : valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Whether a text that passes was, for all that can be known offline, issued. */
  boolean isProof() {
    return proof;
  }

  /** Whether it holds for a text that has the form. */
  boolean holds(String secret) {
    return switch (this) {
      case NONE -> true;
      case MIXED -> isMixed(secret);
      case CRC_BASE62 -> isCrcBase62(secret);
      case CRC_HEX -> isCrcHex(secret);
      case CRC_GRAFANA -> isCrcGrafana(secret);
      case AWS_KEY -> isAwsKey(secret);
      case JWT -> JsonWebTokens.isSecret(secret);
      case BASIC -> isBasic(secret);
      case DISCORD -> isDiscord(secret);
      case PEM -> PrivateKeys.isWhole(secret);
      case PEM_BASE64 -> decoded(secret.substring(0, PEM_HEAD)).contains(" PRIVATE KEY---");
      case BECH32 -> Bech32.isWhole(secret.toLowerCase(Locale.ROOT));
      case MCP_SCORE -> ApiKey.isWellFormed(secret);
    };
  }

  private static boolean isMixed(String secret) {
    return secret.chars().anyMatch(Character::isDigit)
        && secret.chars().anyMatch(Character::isLowerCase)
        && secret.chars().anyMatch(Character::isUpperCase);
  }

  private static boolean isCrcBase62(String secret) {
    int body = secret.lastIndexOf('_') + 1;
    int end = secret.length() - CRC_DIGITS;
    long value = 0;
    for (char c : secret.substring(end).toCharArray()) {
      value = value * DIGITS.length() + DIGITS.indexOf(c);
    }
    return value == crc(secret.substring(body, end));
  }

  private static boolean isCrcHex(String secret) {
    int end = secret.length() - CRC_HEX_DIGITS;
    return Long.parseLong(secret.substring(end), HEX) == crc(secret.substring(0, end));
  }

  private static boolean isCrcGrafana(String secret) {
    int end = secret.length() - CRC_HEX_DIGITS;
    int read = Integer.parseUnsignedInt(secret.substring(end), HEX);
    return Integer.reverseBytes(read) == (int) crc(secret.substring(0, end - 1));
  }

  private static long crc(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.ISO_8859_1));
    return crc.getValue();
  }

  /** Keys of before 2019 hold no account; their first bit is clear. */
  private static boolean isAwsKey(String key) {
    long bits = 0;
    for (char c : key.substring(4, 14).toCharArray()) {
      bits = (bits << 5) | BASE32.indexOf(c);
    }
    boolean old = bits >>> 49 == 0;
    long account = (bits >>> 9) & ((1L << 40) - 1);
    return old || (account > 0 && account <= MOST_ACCOUNT);
  }

  private static boolean isBasic(String secret) {
    return BASIC_AUTH.matcher(decoded(secret)).matches();
  }

  private static boolean isDiscord(String secret) {
    return NUMBER.matcher(decoded(secret.substring(0, secret.indexOf('.')))).matches();
  }

  /** What base64 of either alphabet stands for, the empty text when it is none. */
  static String decoded(String base64) {
    String plain = base64.replace('-', '+').replace('_', '/').replace("=", "");
    try {
      return new String(Base64.getDecoder().decode(plain), StandardCharsets.ISO_8859_1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
