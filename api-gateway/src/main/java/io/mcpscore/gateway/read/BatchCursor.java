package io.mcpscore.gateway.read;

import io.mcpscore.gateway.http.ApiException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in a batch: the index that the next page begins with. Opaque for clients. */
final class BatchCursor {

  private static final Pattern FORM = Pattern.compile("b1:([0-9]{1,6})");

  private BatchCursor() {}

  static String at(int index) {
    return Cursor.pack("b1:" + index);
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
    Matcher form = FORM.matcher(Cursor.unpack(cursor));
    if (form.matches()) {
      return Integer.parseInt(form.group(1));
    }
    throw Cursor.invalid();
  }
}
