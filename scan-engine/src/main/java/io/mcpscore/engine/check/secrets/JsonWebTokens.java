package io.mcpscore.engine.check.secrets;

import java.util.regex.Pattern;

/** What signed tokens of the web say about themselves. */
final class JsonWebTokens {

  private static final Pattern SIGNED =
      Pattern.compile(
          "\\{.{0,800}\"alg\"\\s{0,4}:\\s{0,4}\"(?!(?i:none)\")[A-Za-z0-9]{2,10}\".{0,800}");
  private static final Pattern CLAIMS = Pattern.compile("\\{\\s{0,4}\".{4,4000}}", Pattern.DOTALL);

  /** The samples of documentation, and tokens that their issuer gives to every browser. */
  private static final Pattern PUBLIC =
      Pattern.compile("John Doe|\"1234567890\"|@example\\.|\"role\"\\s{0,4}:\\s{0,4}\"anon\"");

  private static final Pattern EXPIRY = Pattern.compile("\"exp\"\\s{0,4}:\\s{0,4}[0-9]");

  private JsonWebTokens() {}

  /** Whether a token in three parts is signed and worth hiding. */
  static boolean isSecret(String token) {
    String claims = claims(token);
    return SIGNED
            .matcher(SecretValidation.decoded(token.substring(0, token.indexOf('.'))))
            .matches()
        && CLAIMS.matcher(claims).matches()
        && !PUBLIC.matcher(claims).find();
  }

  /** Whether a token says when it ends. */
  static boolean expires(String token) {
    return EXPIRY.matcher(claims(token)).find();
  }

  private static String claims(String token) {
    int first = token.indexOf('.');
    return SecretValidation.decoded(token.substring(first + 1, token.lastIndexOf('.')));
  }
}
