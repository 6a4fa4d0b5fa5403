package io.mcpscore.gateway.read;

import io.mcpscore.model.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The answer of an ended scan, which never changes any more.
 *
 * @param body its JSON
 * @param etag strong entity tag, with quotes
 */
record FinishedScan(byte[] body, String etag) {

  private static final int ETAG_DIGITS = 32;

  static FinishedScan of(Object answer) {
    byte[] body = Json.write(answer).getBytes(StandardCharsets.UTF_8);
    return new FinishedScan(body, '"' + sha256(body).substring(0, ETAG_DIGITS) + '"');
  }

  /** Whether an {@code If-None-Match} header names this answer. */
  boolean matches(String ifNoneMatch) {
    if (ifNoneMatch == null) {
      return false;
    }
    for (String candidate : ifNoneMatch.split(",")) {
      String tag = candidate.strip();
      if (tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag)) {
        return true;
      }
    }
    return false;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
