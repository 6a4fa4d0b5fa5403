package io.mcpscore.engine.check.secrets;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells values that could be real from placeholders, references and words. */
final class Plausibility {

  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "(?i)example|sample|placeholder|dummy|fake|changeme|change[_-]?me|redacted|your|replace"
              + "|insert|todo|xxxx|\\*\\*\\*|\\.\\.\\.|<[^>]{0,80}>|123456|abcdef|foobar|qwerty"
              + "|0{6}|secret[_-]?(?:here|key)|key[_-]?here|token[_-]?here|not[_-]?a[_-]?real");

  /** The value is fetched or filled in later. */
  private static final Pattern REFERENCE =
      Pattern.compile(
          "\\$\\{|\\$\\(|\\{\\{|^\\$|^%[^%]*%$|^\\{[^}]*}$|^@|process\\.env|os\\.environ|getenv"
              + "|^env[.:(]|^vault:|^secretsmanager|^arn:|^op://|^file:|^secrets?\\.");

  private static final Pattern TRIVIAL =
      Pattern.compile(
          "(?i)(?:my[_-]?)?(?:admin|root|abc123|pass(?:word|wd)?|secret|test(?:ing)?|user|guest|demo|default|postgres"
              + "|mysql|redis|mongo|rabbitmq|minio|neo4j|letmein|hunter2|changeit|development|dev|local)"
              + "[0-9!@#_-]{0,6}|[0-9]{1,8}|(.)\\1{3,}");

  private static final int SHORTEST_SEQUENCE = 10;

  /** Of random hexadecimal digits less than a fifth are neighbours. */
  private static final double MOST_NEXT = 0.5;

  private static final double MOST_SECOND = 0.7;

  private static final Set<String> WORDS =
      Set.of(
          "none",
          "null",
          "undefined",
          "true",
          "false",
          "string",
          "required",
          "optional",
          "hidden",
          "disabled",
          "enabled",
          "unset",
          "prompt",
          "keyring",
          "bearer",
          "basic",
          "oauth",
          "token",
          "text",
          "password",
          "passwd",
          "pwd",
          "passphrase",
          "username",
          "current-password",
          "new-password");

  private Plausibility() {}

  /** Whether a text stands for a value that is filled in later, or was typed along the keyboard. */
  static boolean isPlaceholder(String value) {
    return PLACEHOLDER.matcher(value).find() || hasLongRun(value) || isSequence(value);
  }

  /** Whether a text refers to a value that is kept elsewhere. */
  static boolean isReference(String value) {
    return REFERENCE.matcher(value).find();
  }

  /** Whether a text is one of the passwords that everybody knows. */
  static boolean isTrivial(String value) {
    return TRIVIAL.matcher(value).matches();
  }

  /** Whether a text is a word of configuration rather than a value. */
  static boolean isWord(String value) {
    return WORDS.contains(value.toLowerCase(Locale.ROOT));
  }

  /** Shannon entropy of the characters of a text, in bits a character. */
  static double entropy(String value) {
    int[] counts = new int[128];
    int total = 0;
    for (char c : value.toCharArray()) {
      if (c < counts.length) {
        counts[c]++;
        total++;
      }
    }
    double entropy = 0;
    for (int count : counts) {
      if (count > 0) {
        double share = (double) count / total;
        entropy -= share * Math.log(share) / Math.log(2);
      }
    }
    return entropy;
  }

  /** Whether most characters follow from the one before, or from the one before that. */
  private static boolean isSequence(String value) {
    int length = value.length();
    return length >= SHORTEST_SEQUENCE
        && (steps(value, 1) > MOST_NEXT * length || steps(value, 2) > MOST_SECOND * length);
  }

  private static int steps(String value, int stride) {
    int count = 0;
    for (int i = stride; i < value.length(); i++) {
      count += Math.abs(value.charAt(i) - value.charAt(i - stride)) <= 1 ? 1 : 0;
    }
    return count;
  }

  /**
   * Whether one character stands five times in a row, more in long texts, as in made-up samples.
   */
  private static boolean hasLongRun(String value) {
    int longest = 5 + value.length() / 64;
    int run = 1;
    for (int i = 1; i < value.length(); i++) {
      run = value.charAt(i) == value.charAt(i - 1) ? run + 1 : 1;
      if (run == longest) {
        return true;
      }
    }
    return false;
  }
}
