package io.mcpscore.gateway.http;

import io.mcpscore.model.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in a list that is ordered by a number: the last one shown. Opaque for clients. */
public final class NumberCursor {

  private static final Pattern FORM = Pattern.compile("([a-z]+)1:([0-9]{1,18})");

  private NumberCursor() {}

  /**
   * A cursor for what comes after a number.
   *
   * @param list which list, in lower case
   */
  public static String after(String list, long number) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((list + "1:" + number).getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * Reads a cursor.
   *
   * @param cursor as it came, or null for the beginning
   * @return the number, or null for the beginning
   * @throws ApiException {@code INVALID_CURSOR} when no such list has such a cursor
   */
  public static Long read(String list, String cursor) {
    if (cursor == null) {
      return null;
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.ISO_8859_1);
      Matcher form = FORM.matcher(text);
      if (form.matches() && form.group(1).equals(list)) {
        return Long.valueOf(form.group(2));
      }
      throw invalid();
    } catch (IllegalArgumentException e) {
      throw invalid();
    }
  }

  private static ApiException invalid() {
    return new ApiException(
        ErrorCode.INVALID_CURSOR, "Invalid cursor", "Use nextCursor of the page before, unchanged");
  }
}
