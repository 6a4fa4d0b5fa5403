package io.mcpscore.engine.check.secrets;

import io.mcpscore.engine.check.Check;
import java.util.List;

/** Secrets in code, in files and on their way out. */
public final class SecretsChecks {

  private SecretsChecks() {}

  /** In the order of the documentation. */
  public static List<Check> all() {
    return List.of(
        new SecretsApiKeyCheck(),
        new SecretsPasswordCheck(),
        new SecretsPrivateKeyCheck(),
        new SecretsToLogCheck(),
        new SecretsToOutputCheck(),
        new SecretsEnvDumpCheck(),
        new SecretsCommittedFileCheck(),
        new SecretsCredentialDataCheck(),
        new SecretsHardcodedGateCheck(),
        new SecretsFallbackKeyCheck(),
        new SecretsInUrlCheck(),
        new SecretsAskedAsParameterCheck(),
        new SecretsFileModeCheck(),
        new SecretsWeakHashCheck(),
        new SecretsWeakRandomCheck(),
        new SecretsWeakCipherCheck());
  }
}
