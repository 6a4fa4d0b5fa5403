package io.mcpscore.engine.check.secrets;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.model.Severity;

/**
 * {@code secrets-private-key}: private keys of every kind, as files, in texts and in base64. A key
 * behind a passphrase still falls to whoever has time, but not at once.
 */
public final class SecretsPrivateKeyCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("secrets-private-key");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    WrittenSecrets.privateKeys(context)
        .forEach(s -> findings.report(s.draft(severity(s.hit()), description(s.hit()))));
  }

  private static Severity severity(SecretScanner.Hit hit) {
    return PrivateKeys.isEncrypted(hit.text()) ? Severity.MEDIUM : Severity.CRITICAL;
  }

  private static String description(SecretScanner.Hit hit) {
    return "A "
        + hit.format().provider()
        + (PrivateKeys.isEncrypted(hit.text()) ? ", behind a passphrase," : "")
        + " is written down here. Whoever can read the repository can pass for its owner.";
  }
}
