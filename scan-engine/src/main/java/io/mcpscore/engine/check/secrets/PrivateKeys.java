package io.mcpscore.engine.check.secrets;

import java.util.regex.Pattern;

/** What stands between the marks of a private key in PEM form. */
final class PrivateKeys {

  private static final String MARK = "PRIVATE KEY-----";
  private static final Pattern BETWEEN_LINES = Pattern.compile("\\\\[nr]|[\\s\"',\\\\]");

  /** A sequence in DER, or the mark of OpenSSH, in base64. */
  private static final Pattern BEGINNING =
      Pattern.compile("(?:M[A-Za-z0-9+/]|b3BlbnNzaC1rZXktdjE)[A-Za-z0-9+/]{40,6000}={0,3}");

  private static final double ENTROPY = 4.0;

  private PrivateKeys() {}

  /** Whether a text from the first mark to the second one holds a key rather than an ellipsis. */
  static boolean isWhole(String pem) {
    int from = pem.indexOf(MARK) + MARK.length();
    String body =
        BETWEEN_LINES.matcher(pem.substring(from, pem.lastIndexOf("-----END"))).replaceAll("");
    boolean form = isEncrypted(pem) || BEGINNING.matcher(body).matches();
    return form && !body.contains("...") && Plausibility.entropy(body) >= ENTROPY;
  }

  /** Whether a key is of no use without its passphrase, as far as its head says. */
  static boolean isEncrypted(String pem) {
    return pem.contains("ENCRYPTED");
  }
}
