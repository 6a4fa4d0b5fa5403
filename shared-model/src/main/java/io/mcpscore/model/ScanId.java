package io.mcpscore.model;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;

/** Scan ids: {@code scan_} and 22 base-62 digits of 48 bits of time and 80 random bits. */
public final class ScanId {

  private static final String PREFIX = "scan_";
  private static final int DIGITS = 22;
  private static final SecureRandom RANDOM = new SecureRandom();

  private ScanId() {}

  /**
   * A new id. Ids of later milliseconds sort after ids of earlier ones.
   *
   * @param now time to encode
   */
  public static String next(Instant now) {
    byte[] random = new byte[10];
    RANDOM.nextBytes(random);
    long millis = now.toEpochMilli();
    ByteBuffer bits = ByteBuffer.allocate(16);
    bits.putShort((short) (millis >>> 32)).putInt((int) millis).put(random);
    return PREFIX + Base62.encode(new BigInteger(1, bits.array()), DIGITS);
  }

  /** Whether a text has the form of an id; says nothing about its existence. */
  public static boolean isValid(String text) {
    return text.length() == PREFIX.length() + DIGITS
        && text.startsWith(PREFIX)
        && Base62.isBase62(text.substring(PREFIX.length()));
  }
}
