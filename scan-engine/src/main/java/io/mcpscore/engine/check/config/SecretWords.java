package io.mcpscore.engine.check.config;

import java.util.Locale;
import java.util.regex.Pattern;

/** Which names stand for secrets, and which values could be real ones. */
final class SecretWords {

  private static final Pattern NAME =
      Pattern.compile(
          "(?i)(?:.*[_-])?(?:api[_-]?key|apikey|secret(?:[_-]?key)?|token|password|passwd|access[_-]?key|private[_-]?key|credentials?|auth[_-]?key)");
  private static final Pattern PLACEHOLDER =
      Pattern.compile(
          "(?i).*(?:example|sample|placeholder|dummy|fake|change|redacted|your|replace|insert|todo|xxx"
              + "|\\*\\*\\*|\\.\\.\\.|<|\\$|\\{|%|123456|abcdef|foobar|test|demo|local|default|none|null|here|_key|_token|-key|-token|undefined).*");
  private static final int SHORTEST = 8;

  private SecretWords() {}

  /** Whether a variable or header of this name holds a secret. */
  static boolean isSecretName(String name) {
    return NAME.matcher(name).matches() || name.toLowerCase(Locale.ROOT).equals("authorization");
  }

  /** Whether a value is written out and looks made, not like a word or a stand-in. */
  static boolean isLiteral(String value) {
    return value.length() >= SHORTEST
        && !PLACEHOLDER.matcher(value).matches()
        && value.chars().anyMatch(Character::isDigit)
        && value.chars().anyMatch(Character::isLetter)
        && !value.contains("://")
        && !value.startsWith("/");
  }
}
