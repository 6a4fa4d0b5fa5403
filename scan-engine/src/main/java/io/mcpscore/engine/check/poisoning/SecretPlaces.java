package io.mcpscore.engine.check.poisoning;

import java.util.regex.Pattern;

/** Names of files that hold credentials, as texts write them. */
final class SecretPlaces {

  private static final Pattern KEYS =
      Pattern.compile(
          "\\.ssh\\b|\\bid_(?:rsa|dsa|ecdsa|ed25519)\\b|\\.aws\\b|\\.gnupg\\b|\\.kube\\b|\\.netrc\\b"
              + "|\\.pgpass\\b|\\.git-credentials\\b|\\.npmrc\\b|\\.pypirc\\b|\\.docker/config|/etc/(?:passwd|shadow)"
              + "|\\bmcp(?:_config)?\\.json\\b|claude_desktop_config|\\.(?:pem|p12|pfx|keystore|kdbx)\\b"
              + "|_history\\b.{0,3}$|wallet\\.dat|\\bcredentials(?:\\.\\w{2,5})?$|\\bsecrets\\.\\w{2,5}$"
              + "|\\.config/(?:gcloud|gh)\\b|\\.azure\\b|keychain|process\\.env\\b|os\\.environ\\b|login data|cookies\\.sqlite|\\.env\\b(?!\\.(?:example|sample))"
              + "|\\.cursor/|://(?:secrets?|credentials?|confidential|admin|private)\\b");

  private static final Pattern SETTINGS = Pattern.compile("\\.env\\b|\\bmcp\\.json\\b|\\.npmrc\\b");

  private SecretPlaces() {}

  /** Whether a path or address names credentials or settings that hold them. */
  static boolean isSecret(String path) {
    return path.length() <= 300 && KEYS.matcher(path).find();
  }

  /** Whether nothing but keys is there, unlike settings that honest tools read as well. */
  static boolean isKey(String path) {
    return isSecret(path) && !SETTINGS.matcher(path).find();
  }
}
