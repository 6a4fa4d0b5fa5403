package io.mcpscore.engine.check.secrets;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells by a name whether what it stands for is a secret, from the last words of the name. */
final class SecretNames {

  private static final Set<String> SECRETS =
      setOf(
          "password passwd pwd passphrase passcode secret apikey authtoken accesstoken privatekey"
              + " secretkey clientsecret");

  /** Words before "token" that make it one that opens something. */
  private static final Set<String> TOKENS =
      setOf(
          "access refresh bearer auth api session oauth oauth2 id user bot jwt personal github"
              + " gitlab slack discord telegram hf huggingface admin secret private service login"
              + " reset security app application gateway registry npm server mcp stored cached saved"
              + " raw resolved decrypted jira confluence atlassian notion linear");

  /** Words that make a name that of something else, or of a secret that is none. */
  private static final Set<String> OTHERWISE =
      setOf(
          "masked mask redacted hidden hashed hash encrypted dummy fake mock example sample"
              + " placeholder has is no with without missing invalid next prev previous forward"
              + " backward page pagination continuation max min num count total public publishable"
              + " field label name names require requires required show hide toggle forgot check"
              + " validate verify needs ask prompt enter wrong incorrect bad valid enable disable"
              + " supports allow progress cancel sync cursor csrf idempotency parse stop eos pad unk"
              + " supported use uses per");

  /** Words before "key" that make it a secret. */
  private static final Set<String> KEYS =
      setOf(
          "api secret private encryption signing auth master admin session shared webhook"
              + " hmac jwt decryption license service account bearer deploy ssh");

  /** Words before "pass" that make it a password. */
  private static final Set<String> LOGINS =
      setOf(
          "email mail smtp imap pop3 db database user admin auth login ftp sftp ssh mysql pg"
              + " postgres redis mongo proxy basic http neo4j rabbitmq account");

  /** Words for several of what is named before. */
  private static final Set<String> GROUPS = setOf("data response info payload set dict");

  /** What such a group is made of. */
  private static final Set<String> GROUPED =
      setOf("token tokens credential credentials secret secrets oauth");

  /** Names of several secrets. */
  private static final Set<String> SEVERAL = setOf("credentials secrets passwords creds");

  private static final Pattern LOGIN =
      Pattern.compile(
          "(?i)(?:[a-z]{1,20}_?)?(?:database|db|postgres(?:ql)?|pg|mongo(?:db)?|mysql|mariadb|amqp"
              + "|rabbitmq)_?(?:url|uri|dsn)|(?:[a-z]{1,20}_?)?(?:conn|connection)_?str(?:ing)?");

  private SecretNames() {}

  /** Whether a name is that of a secret itself, and not of its place, length, kind or hash. */
  static boolean isSecret(String name) {
    if (name.isEmpty() || name.length() > 80 || !hasStem(name)) {
      return false;
    }
    List<String> words = words(name);
    if (words.isEmpty() || words.stream().anyMatch(OTHERWISE::contains)) {
      return false;
    }
    String last = words.getLast();
    String before = words.size() > 1 ? words.get(words.size() - 2) : "";
    return switch (last) {
      case "token" -> before.isEmpty() || TOKENS.contains(before) || isConstant(name);
      // What AWS calls an access key is a name, and its secret is a secret access key.
      case "key" -> KEYS.contains(before) || (before.equals("access") && words.contains("secret"));
      case "authorization" -> true;
      case "pass" -> LOGINS.contains(before);
      // In settings it is the name of the header.
      case "header" ->
          !isConstant(name) && (before.equals("auth") || before.equals("authorization"));
      default -> SECRETS.contains(last);
    };
  }

  /** A cheap look for what is in every name that is taken for a secret's; most names lack it. */
  private static boolean hasStem(String name) {
    for (int i = 0; i < name.length() - 2; i++) {
      boolean found =
          switch (name.charAt(i) | 0x20) {
            case 'p' -> has(name, i, "pass") || has(name, i, "pwd");
            case 's' -> has(name, i, "secret");
            case 'k' -> has(name, i, "key");
            case 't' -> has(name, i, "token");
            case 'a' -> has(name, i, "author");
            case 'h' -> has(name, i, "header");
            case 'c' -> has(name, i, "cred");
            case 'o' -> has(name, i, "oauth");
            default -> false;
          };
      if (found) {
        return true;
      }
    }
    return false;
  }

  private static boolean has(String name, int at, String stem) {
    return name.regionMatches(true, at, stem, 0, stem.length());
  }

  /** Whether a name is that of a group of secrets, which is one when it is shown as a whole. */
  static boolean isCollection(String name) {
    if (!hasStem(name)) {
      return false;
    }
    List<String> words = words(name);
    if (words.isEmpty()) {
      return false;
    }
    boolean several =
        words.size() > 1
            && GROUPS.contains(words.getLast())
            && GROUPED.contains(words.get(words.size() - 2));
    return several || SEVERAL.contains(words.getLast());
  }

  /** Whether a name is that of an address that most often has a user and a password in it. */
  static boolean isLogin(String name) {
    return name.length() <= 60 && LOGIN.matcher(name).matches();
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

  /** Whether a name is written as constants and variables of the environment are. */
  static boolean isConstant(String name) {
    return name.equals(name.toUpperCase(Locale.ROOT));
  }

  private static Set<String> setOf(String text) {
    return Set.of(text.split(" "));
  }

  /** The words of a name in lower case, {@code camelCase} and {@code HTTPServer} taken apart. */
  static List<String> words(String name) {
    List<String> out = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= name.length(); i++) {
      boolean over = i == name.length() || !isWordCharacter(name.charAt(i));
      if (over || (i > start && startsWord(name, i))) {
        if (i > start) {
          out.add(name.substring(start, i).toLowerCase(Locale.ROOT));
        }
        start = over ? i + 1 : i;
      }
    }
    return out;
  }

  private static boolean startsWord(String name, int at) {
    char before = name.charAt(at - 1);
    boolean afterSmall = isSmall(before) || isDigit(before);
    boolean lastCapital =
        isCapital(before) && at + 1 < name.length() && isSmall(name.charAt(at + 1));
    return isCapital(name.charAt(at)) && (afterSmall || lastCapital);
  }

  private static boolean isWordCharacter(char c) {
    return isSmall(c) || isCapital(c) || isDigit(c);
  }

  private static boolean isSmall(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isCapital(char c) {
    return c >= 'A' && c <= 'Z';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
