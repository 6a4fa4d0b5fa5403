package io.mcpscore.gateway.webhook;

import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.model.ErrorCode;
import java.util.regex.Pattern;

/** Ids of events, which the database makes: {@code evt_} and 32 hex digits. They sort by time. */
final class DeliveryId {

  private static final Pattern FORM = Pattern.compile("evt_[0-9a-f]{32}");

  private DeliveryId() {}

  /** Whether a text has the form of an id; says nothing about its existence. */
  static boolean isValid(String text) {
    return FORM.matcher(text).matches();
  }

  /**
   * The id that a page begins after, which is its cursor.
   *
   * @param cursor or null for the first page
   * @throws ApiException {@code INVALID_CURSOR}
   */
  static String cursor(String cursor) {
    if (cursor == null || isValid(cursor)) {
      return cursor;
    }
    throw new ApiException(
        ErrorCode.INVALID_CURSOR, "Invalid cursor", "Use nextCursor of the page before, unchanged");
  }
}
