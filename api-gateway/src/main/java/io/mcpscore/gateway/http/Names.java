package io.mcpscore.gateway.http;

import java.util.regex.Pattern;

/** Names that people give to accounts and keys. */
public final class Names {

  private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._@+-]{0,99}");

  private Names() {}

  /** Whether a text may be such a name. */
  public static boolean isName(String text) {
    return text != null && FORM.matcher(text).matches();
  }

  /**
   * A name in a body.
   *
   * @throws ApiException when the member is absent or no such name
   */
  public static String of(Body body, String member) {
    String value = body.text(member);
    if (!isName(value)) {
      throw ApiException.invalidRequest(
          member + " is required: up to 100 letters, digits, spaces and . _ @ + -");
    }
    return value;
  }
}
