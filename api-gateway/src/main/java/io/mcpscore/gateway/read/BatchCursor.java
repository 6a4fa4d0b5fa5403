package io.mcpscore.gateway.read;

import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.model.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in a batch: the index that the next page begins with. Opaque for clients. */
final class BatchCursor {

  private static final Pattern FORM = Pattern.compile("b1:([0-9]{1,6})");

  private BatchCursor() {}

  static String at(int index) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(("b1:" + index).getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Reads a cursor.
   *
   * @param cursor as it came, or null for the beginning
   * @throws ApiException {@code INVALID_CURSOR} when this gateway made no such cursor
   */
  static int read(String cursor) {
    if (cursor == null) {
      return 0;
    }
    try {
      Matcher form =
          FORM.matcher(
              new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.ISO_8859_1));
      if (form.matches()) {
        return Integer.parseInt(form.group(1));
      }
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
    throw invalid();
  }

  private static ApiException invalid() {
    return new ApiException(
        ErrorCode.INVALID_CURSOR, "Invalid cursor", "Use nextCursor of the page before, unchanged");
  }
}
