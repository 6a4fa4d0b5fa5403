package io.mcpscore.engine.check.secrets;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Text of a repository as a report may quote it: what is a secret by its form, or stands where URLs
 * carry one, is masked. A report goes to more people than the repository does, and a key that is
 * named there has leaked once more.
 */
public final class SecretMask {

  private static final String MASK = "****";

  private static final Pattern IN_QUERY =
      Pattern.compile(
          "(?i)([?&;](?:access_token|auth_token|token|api_?key|client_secret|secret|password"
              + "|signature|sig)=)[^&\\s\"'`<>)*]{8,}+");

  private static final Pattern IN_AUTHORITY =
      Pattern.compile("(://[^/\\s:@\"']{0,100}+:)[^/\\s@\"'*]{1,200}+@");

  private SecretMask() {}

  /** The text without its secrets, or null for null. */
  public static String of(String text) {
    if (text == null) {
      return null;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    List<SecretScanner.Hit> hits = new ArrayList<>(SecretScanner.KEYS.forms(bytes));
    hits.addAll(SecretScanner.PRIVATE_KEYS.forms(bytes));
    return urls(hits.isEmpty() ? text : masked(bytes, hits));
  }

  /** The text without the secrets that stand in URLs. */
  public static String urls(String text) {
    String masked = text.indexOf('=') < 0 ? text : IN_QUERY.matcher(text).replaceAll("$1" + MASK);
    return masked.indexOf('@') < 0
        ? masked
        : IN_AUTHORITY.matcher(masked).replaceAll("$1" + MASK + "@");
  }

  private static String masked(byte[] bytes, List<SecretScanner.Hit> hits) {
    hits.sort(
        Comparator.comparingInt(SecretScanner.Hit::start).thenComparingInt(hit -> -hit.end()));
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (SecretScanner.Hit hit : hits) {
      int from = NamedValue.masked(hit.start(), hit.end()).getFirst()[0];
      if (from >= at) {
        out.append(new String(bytes, at, from - at, StandardCharsets.UTF_8)).append(MASK);
        at = hit.end();
      }
    }
    return out.append(new String(bytes, at, bytes.length - at, StandardCharsets.UTF_8)).toString();
  }
}
