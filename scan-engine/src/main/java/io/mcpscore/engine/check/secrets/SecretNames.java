package io.mcpscore.engine.check.secrets;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells by a name whether what it stands for is a secret, from the last words of the name. */
final class SecretNames {

  private static final Pattern BOUNDARY =
      Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

  private static final Set<String> SECRETS =
      Set.of(
          "password",
          "passwd",
          "pwd",
          "passphrase",
          "passcode",
          "secret",
          "apikey",
          "bearer",
          "authtoken",
          "accesstoken",
          "credentials",
          "creds",
          "privatekey",
          "secretkey");

  /** Words before "token" that make it a place in a list, a unit of text or a coin. */
  private static final Set<String> OTHER_TOKENS =
      Set.of(
          "next", "prev", "previous", "page", "pagination", "continuation", "continue", "sync",
          "progress", "cancel", "cancellation", "abort", "stop", "start", "starting", "end", "eos",
          "bos", "pad", "mask", "special", "delimiter", "resume", "resumption", "cursor",
          "position", "first", "last", "current", "symbol", "mint", "erc20", "coin", "native",
          "base", "quote", "input", "output", "prompt", "completion", "in", "out", "to", "from",
          "per", "by", "search", "word", "text", "unk", "cls", "sep", "decoded", "scroll",
          "change", "marker", "sample", "new", "old", "max", "min", "total", "is", "has", "no",
          "invalid", "missing", "parse", "parsed", "sentinel", "client", "idempotency", "task",
          "upload", "nft", "sub", "like", "design", "color", "lang", "theme", "snapshot", "version",
          "concurrency", "lock", "fencing", "request");

  /** Words before "key" that make it a secret. */
  private static final Set<String> KEYS =
      Set.of(
          "api", "secret", "private", "encryption", "signing", "access", "auth", "master", "admin",
          "session", "shared", "webhook", "hmac", "jwt", "decryption", "license", "service",
          "account", "bearer", "deploy", "ssh");

  private SecretNames() {}

  /** Whether a name is that of a secret itself, and not of its place, length, kind or hash. */
  static boolean isSecret(String name) {
    if (name.isEmpty() || name.length() > 80) {
      return false;
    }
    List<String> words = words(name);
    if (words.isEmpty()) {
      return false;
    }
    String last = words.getLast();
    String before = words.size() > 1 ? words.get(words.size() - 2) : "";
    return switch (last) {
      case "token" -> !OTHER_TOKENS.contains(before);
      case "key" -> KEYS.contains(before) && !isPublic(words);
      case "authorization" -> true;
      case "header" -> before.equals("auth") || before.equals("authorization");
      default -> SECRETS.contains(last) && !(before.equals("no") || before.equals("is"));
    };
  }

  /** Whether a name is that of a group of secrets, which is one when it is shown as a whole. */
  static boolean isCollection(String name) {
    List<String> words = words(name);
    boolean several =
        words.size() > 1
            && words.getLast().matches("data|response|info|payload|set|dict")
            && words.get(words.size() - 2).matches("tokens?|credentials?|secrets?|oauth");
    return several
        || (!words.isEmpty() && words.getLast().matches("credentials|secrets|passwords|creds"));
  }

  /** Whether a name is that of a key or secret that the program itself signs or checks with. */
  static boolean isOwnKey(String name) {
    List<String> words = words(name);
    return isSecret(name)
        && words.stream()
            .anyMatch(
                w ->
                    w.matches(
                        "jwt|session|cookie|signing|sign|encryption|hmac|csrf|flask|django|secret"
                            + "|admin|server|mcp|webhook|auth|master|bearer"))
        && words.stream().noneMatch(w -> w.matches("client|aws|access|test|user"));
  }

  private static boolean isPublic(List<String> words) {
    return words.contains("public") || words.contains("publishable");
  }

  /** The words of a name in lower case. */
  static List<String> words(String name) {
    return BOUNDARY
        .splitAsStream(name)
        .filter(w -> !w.isEmpty())
        .map(w -> w.toLowerCase(Locale.ROOT))
        .toList();
  }
}
