package io.mcpscore.engine.check.secrets;

import io.mcpscore.engine.source.SourceFile;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files that exist to hold secrets, by name, and the first secret in them. */
final class SecretFiles {

  private static final Pattern STORE =
      Pattern.compile(
          "(?i)(?:.*/)?(?:.*\\.(?:jks|keystore|p12|pfx|kdbx?|ppk)|id_(?:rsa|dsa|ecdsa|ed25519))");

  private static final Pattern SAMPLE =
      Pattern.compile("(?i).*(?:example|sample|template|dist|defaults?|schema|ci|test)\\b.*");

  private static final Pattern SETTINGS =
      Pattern.compile("(?:.*/)?(?:\\.env(?:\\.[a-z]+)?|[a-z]+\\.env)");
  private static final Pattern CLIENT =
      Pattern.compile(
          "(?:.*/)?(?:\\.?mcp\\.json|claude_desktop_config\\.json|\\.claude/settings.*\\.json"
              + "|\\.gemini/settings\\.json|mcp[_-]?(?:config|settings|servers)\\.json|cline_mcp.*\\.json)");

  /** Name = value, with or without quotes. */
  private static final Pattern PAIR =
      Pattern.compile(
          "(?m)^\\s{0,40}(?:export )?[\"']?([A-Za-z][A-Za-z0-9_.-]{1,60})[\"']?\\s{0,4}[:=]\\s{0,4}"
              + "[\"']?([^\\s\"',#]{6,2000})[\"']?,?\\s{0,8}(?:#.{0,200})?$");

  private record Kind(Pattern path, Pattern secret, String what) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind(
              Pattern.compile("(?:.*/)?[._]?netrc"),
              Pattern.compile("\\bpassword\\s{1,8}(\\S{4,200})"),
              "A file with the password of a machine"),
          new Kind(
              Pattern.compile("(?:.*/)?\\.?pgpass(?:\\.conf)?"),
              Pattern.compile(
                  "(?m)^[^#:\\s]{1,100}:[^:\\s]{0,60}:[^:\\s]{0,60}:[^:\\s]{0,60}:(\\S{4,200})"),
              "A file with the password of a database"),
          new Kind(
              Pattern.compile("(?:.*/)?\\.htpasswd"),
              Pattern.compile("(?m)^[^:\\s]{1,60}:(\\$?[\\w./$+={}]{8,200})"),
              "A file with hashes of passwords"),
          new Kind(
              Pattern.compile("(?:.*/)?\\.pypirc"),
              Pattern.compile("(?m)^\\s{0,8}password\\s{0,4}[:=]\\s{0,4}(\\S{4,300})"),
              "A file with the token of a package registry"),
          new Kind(
              Pattern.compile("(?:.*/)?(?:\\.kube/config|kubeconfig(?:\\.ya?ml)?|.*\\.kubeconfig)"),
              Pattern.compile(
                  "\\b(?:client-key-data|token)\\s{0,2}:\\s{0,4}([A-Za-z0-9+/=_.-]{20,4000})"),
              "A file that opens a cluster"),
          new Kind(
              Pattern.compile(
                  "(?:.*/)?(?:[a-z0-9]{0,20}[_.-]?(?:encryption|secret|master|fernet|aes|jwt|hmac"
                      + "|signing|session)(?:[_.-]?(?:key|secret))?(?:\\.(?:key|txt|bin))?"
                      + "|\\.?(?:secret|encryption|master)[_-]?key)"),
              // Fernet, and 16 or 32 bytes in hexadecimal digits or Base64; nothing else beside it.
              Pattern.compile(
                  "\\A\\s{0,4}((?:[A-Za-z0-9_+/-]{43}=|[0-9a-fA-F]{32}|[0-9a-fA-F]{64}"
                      + "|[A-Za-z0-9+/_-]{22}==))\\s{0,4}\\z"),
              "A file with a key"),
          new Kind(
              Pattern.compile("(?:.*/)?(?:.*\\.tfstate(?:\\.backup)?)"),
              Pattern.compile(
                  "\"(?:password|secret|private_key|access_key|token)\"\\s{0,4}:\\s{0,4}\"([^\"]{6,400})\""),
              "A state of infrastructure with secrets"),
          new Kind(
              Pattern.compile(
                  "(?:.*/)?\\.(?:aws/credentials|s3cfg|boto|git-credentials|dockercfg)"),
              Pattern.compile(
                  "(?:secret_(?:access_)?key\\s{0,4}=\\s{0,4}|https?://[^:\\s]{1,60}:)([^\\s@]{8,200})"),
              "A file with credentials"));

  private SecretFiles() {}

  /**
   * A secret in a file that exists to hold some.
   *
   * @param start first byte
   * @param end byte after it
   * @param what the file, as the beginning of a sentence
   */
  record Secret(int start, int end, String what) {}

  /** Whether a file that is not text is a store of keys. */
  static boolean isKeyStore(String path) {
    return STORE.matcher(path).matches() && !SAMPLE.matcher(path).matches();
  }

  /** The first secret of a file, empty when the file is none of these or holds none. */
  static Optional<Secret> secret(SourceFile file) {
    String path = file.path();
    String name = path.toLowerCase(Locale.ROOT);
    if (SAMPLE.matcher(name).matches()) {
      return Optional.empty();
    }
    for (Kind kind : KINDS) {
      if (kind.path().matcher(name).matches()) {
        return first(file, kind.secret(), 1, false, kind.what());
      }
    }
    if (SETTINGS.matcher(name).matches()) {
      return first(file, PAIR, 2, true, "A file of settings with secrets in it");
    }
    return CLIENT.matcher(name).matches()
        ? first(file, PAIR, 2, true, "A configuration of a client with secrets in it")
        : Optional.empty();
  }

  private static Optional<Secret> first(
      SourceFile file, Pattern pattern, int group, boolean named, String what) {
    byte[] bytes = file.text().bytes();
    Matcher matcher = pattern.matcher(new Latin1Text(bytes, 0, bytes.length));
    while (matcher.find()) {
      String value = matcher.group(group);
      boolean secret = !named || SecretNames.isSecret(matcher.group(1));
      if (secret && isValue(value, named)) {
        return Optional.of(new Secret(matcher.start(group), matcher.end(group), what));
      }
    }
    return Optional.empty();
  }

  private static boolean isValue(String value, boolean named) {
    boolean later = Plausibility.isPlaceholder(value) || Plausibility.isReference(value);
    boolean trivial = Plausibility.isTrivial(value) || Plausibility.isWord(value);
    return !later && !(named && trivial) && Plausibility.entropy(value) >= 2.5;
  }
}
