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
    return of(text, DEFAULT, MOST);
  }

  /**
   * The size that a client asks for, of a list that has bounds of its own.
   *
   * @param text query parameter {@code limit}, or null
   * @param usual size when the client does not say
   * @param most largest size
   * @throws ApiException when it is no number from 1 to the largest
   */
  public static int of(String text, int usual, int most) {
    if (text == null) {
      return usual;
    }
    boolean number = text.matches("[0-9]+") && text.length() <= Integer.toString(most).length();
    int size = number ? Integer.parseInt(text) : 0;
    if (size < 1 || size > most) {
      throw ApiException.invalidRequest("limit must be a number from 1 to " + most);
    }
    return size;
  }
}
