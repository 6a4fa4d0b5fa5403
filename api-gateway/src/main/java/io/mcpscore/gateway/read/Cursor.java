package io.mcpscore.gateway.read;

import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.ScanId;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A place in a list: the last scan that was shown. Opaque for clients, and no secret: a list shows
 * an account's own scans whatever its cursor says.
 */
public final class Cursor {

  private static final String VERSION = "1:";

  private Cursor() {}

  /** A cursor for what comes after a scan. */
  public static String after(String scanId) {
    return pack(VERSION + scanId);
  }

  /**
   * Reads a cursor.
   *
   * @throws ApiException {@code INVALID_CURSOR} when this gateway made no such cursor
   */
  public static String read(String cursor) {
    String text = unpack(cursor);
    if (text.startsWith(VERSION) && ScanId.isValid(text.substring(VERSION.length()))) {
      return text.substring(VERSION.length());
    }
    throw invalid();
  }

  /** A place, as clients see it. */
  public static String pack(String place) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * The text of a cursor, whoever made it.
   *
   * @throws ApiException {@code INVALID_CURSOR} when it is none at all
   */
  public static String unpack(String cursor) {
    try {
      return new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.ISO_8859_1);
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
  }

  /** The error for a cursor that this gateway did not make. */
  public static ApiException invalid() {
    return new ApiException(
        ErrorCode.INVALID_CURSOR, "Invalid cursor", "Use nextCursor of the page before, unchanged");
  }
}
