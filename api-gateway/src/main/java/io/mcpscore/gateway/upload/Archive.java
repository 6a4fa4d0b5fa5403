package io.mcpscore.gateway.upload;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The bytes of an archive, and what tells them from others. */
public final class Archive {

  private final byte[] content;
  private final String sha256;

  /**
   * An archive.
   *
   * @param content never changed afterwards
   */
  Archive(byte[] content) {
    this.content = content;
    try {
      this.sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The bytes; not to be changed. */
  byte[] content() {
    return content;
  }

  /** SHA-256 of the bytes, in lower-case hex. */
  public String sha256() {
    return sha256;
  }
}
