package io.mcpscore.model;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.zip.CRC32;

/**
 * The form of API keys: {@code mcp_sk_}, 26 random base-62 digits and 6 base-62 digits of the
 * CRC-32 of those 26. A typo is refused without any lookup, and a leaked key can be recognised
 * offline.
 */
public final class ApiKey {

  private static final String PREFIX = "mcp_sk_";
  private static final int RANDOM_DIGITS = 26;
  private static final int CRC_DIGITS = 6;
  private static final int LENGTH = PREFIX.length() + RANDOM_DIGITS + CRC_DIGITS;
  private static final int SHOWN = PREFIX.length() + 4;
  private static final SecureRandom RANDOM = new SecureRandom();

  private ApiKey() {}

  /** A new key with about 154 random bits. */
  public static String generate() {
    StringBuilder random = new StringBuilder(RANDOM_DIGITS);
    for (int i = 0; i < RANDOM_DIGITS; i++) {
      random.append(Base62.ALPHABET.charAt(RANDOM.nextInt(62)));
    }
    return PREFIX + random + checksum(random.toString());
  }

  /** Whether a text is a key whose checksum holds. */
  public static boolean isWellFormed(String text) {
    if (text == null || text.length() != LENGTH || !text.startsWith(PREFIX)) {
      return false;
    }
    String random = text.substring(PREFIX.length(), PREFIX.length() + RANDOM_DIGITS);
    return Base62.isBase62(random)
        && checksum(random).equals(text.substring(PREFIX.length() + RANDOM_DIGITS));
  }

  /** The part that may be shown in lists: {@code mcp_sk_} and four digits. */
  public static String shownPrefix(String key) {
    return key.substring(0, SHOWN);
  }

  private static String checksum(String random) {
    CRC32 crc = new CRC32();
    crc.update(random.getBytes(StandardCharsets.US_ASCII));
    return Base62.encode(crc.getValue(), CRC_DIGITS);
  }
}
