package io.mcpscore.gateway.auth;

import java.util.regex.Pattern;

/** The form of a person's token. */
final class Jwt {

  /** Header, claims and signature; the signature is never empty, so unsigned tokens are none. */
  private static final Pattern FORM =
      Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

  private static final int LONGEST = 16 * 1024;

  private Jwt() {}

  /** Whether a text may be such a token, before anything is decoded. */
  static boolean isLike(String text) {
    return text.length() <= LONGEST && FORM.matcher(text).matches();
  }
}
