package io.mcpscore.gateway.http;

import io.mcpscore.model.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A body that never changes any more, with the tag that tells it from every other. Two forms of one
 * thing have different bytes, hence different tags.
 *
 * @param body bytes
 * @param etag strong entity tag, with quotes
 */
public record Tagged(byte[] body, String etag) {

  private static final int ETAG_DIGITS = 32;

  /** A value as JSON. */
  public static Tagged json(Object value) {
    return text(Json.write(value));
  }

  /** A text in UTF-8. */
  public static Tagged text(String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    return new Tagged(body, '"' + sha256(body).substring(0, ETAG_DIGITS) + '"');
  }

  /** Whether an {@code If-None-Match} header names this body. */
  public boolean matches(String ifNoneMatch) {
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
