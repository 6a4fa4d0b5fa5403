package io.mcpscore.engine.cache;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 over fields, each with its length before it, so that no two lists of fields are alike.
 */
final class Digest {

  private final MessageDigest sha256;

  private Digest(MessageDigest sha256) {
    this.sha256 = sha256;
  }

  static Digest sha256() {
    try {
      return new Digest(MessageDigest.getInstance("SHA-256"));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  Digest add(String text) {
    return add(text.getBytes(StandardCharsets.UTF_8));
  }

  Digest add(byte[] bytes) {
    return add(bytes, 0, bytes.length);
  }

  Digest add(byte[] bytes, int from, int length) {
    sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
    sha256.update(bytes, from, length);
    return this;
  }

  byte[] bytes() {
    return sha256.digest();
  }

  String hex() {
    return HexFormat.of().formatHex(bytes());
  }
}
