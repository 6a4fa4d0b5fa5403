package io.mcpscore.gateway.http;

/** How many entries a page of a list has. */
public final class PageSize {

  private static final int DEFAULT = 20;
  private static final int MOST = 100;

  private PageSize() {}

  /**
   * The size that a client asks for.
   *
   * @param text query parameter {@code limit}, or null
   * @throws ApiException when it is no number from 1 to 100
   */
  public static int of(String text) {
    if (text == null) {
      return DEFAULT;
    }
    int size = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
    if (size < 1 || size > MOST) {
      throw ApiException.invalidRequest("limit must be a number from 1 to " + MOST);
    }
    return size;
  }
}
