package io.mcpscore.engine.check.filesystem;

import io.mcpscore.model.Severity;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** Places that hold credentials. */
enum SensitivePath {
  KEYS(
      Severity.HIGH,
      "private keys",
      "(?:^|.*/)(?:\\.ssh(?:/(?!known_hosts|config).*)?|\\.gnupg(?:/.*)?|id_(?:rsa|ed25519|ecdsa))$"),
  SYSTEM(
      Severity.HIGH,
      "the accounts of the machine",
      "/etc/(?:shadow|passwd|sudoers|gshadow|master\\.passwd)|/etc/ssh/.*_key"
          + "|(?:/var)?/run/secrets/kubernetes\\.io/.*/token|/var/run/secrets/(?!kubernetes\\.io/).*"),
  BROWSER(
      Severity.HIGH,
      "browser profiles or wallets",
      ".*(?:Google/Chrome/User Data|Application Support/Google/Chrome|/\\.mozilla/firefox"
          + "|/google-chrome/|BraveSoftware/|Microsoft/Edge/User Data|Mozilla/Firefox/Profiles"
          + "|Login Data|/Cookies|Cookies\\.binarycookies|/logins\\.json|/key4\\.db|Library/Keychains"
          + "|wallet\\.dat|/\\.electrum|/\\.ethereum/keystore|/\\.bitcoin/|/Exodus/exodus\\.wallet"
          + "|nkbihfbeogaeaoehlefnkodbefgpgknn|/\\.config/solana/id\\.json|/\\.password-store/).*"),
  CLIENTS(
      Severity.MEDIUM,
      "credentials of other programs",
      "(?:^|.*/)(?:\\.aws(?:/credentials|/config)?|\\.kube(?:/config)?|\\.docker/config\\.json"
          + "|\\.netrc|_netrc|\\.git-credentials|\\.npmrc|\\.pypirc|\\.azure(?:/.*)?"
          + "|\\.vault-token|\\.terraform\\.d/credentials\\.tfrc\\.json|\\.cargo/credentials(?:\\.toml)?"
          + "|\\.config/rclone/rclone\\.conf|\\.claude/\\.credentials\\.json|\\.codex/auth\\.json"
          + "|\\.config/gcloud(?:/.*)?|\\.config/gh/hosts\\.yml|application_default_credentials\\.json)$"),
  ENVIRONMENT(
      Severity.LOW, "the settings of a project, secrets included", "(?:^|.*/)\\.env(?:\\.local)?$");

  private final Severity severity;
  private final String what;
  private final Pattern pattern;

  SensitivePath(Severity severity, String what, String pattern) {
    this.severity = severity;
    this.what = what;
    this.pattern = Pattern.compile(pattern);
  }

  /** The most that a read of it is worth. */
  Severity severity() {
    return severity;
  }

  /** What lies there, in words. */
  String what() {
    return what;
  }

  /** The kind of a path with {@code /} between its parts. */
  static Optional<SensitivePath> of(String path) {
    return path.length() > 1000
        ? Optional.empty()
        : Arrays.stream(values()).filter(p -> p.pattern.matcher(path).matches()).findFirst();
  }
}
