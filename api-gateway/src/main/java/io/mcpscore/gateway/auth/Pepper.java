package io.mcpscore.gateway.auth;

import io.mcpscore.gateway.config.KeySettings;
import io.mcpscore.model.ApiKey;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;

/** The secret under which keys are hashed; without a proper one the gateway does not start. */
@Startup
@Singleton
public class Pepper {

  private static final int MIN_BYTES = 16;

  private final String secret;

  Pepper(KeySettings settings) {
    this.secret = settings.pepper().orElse("");
    if (secret.getBytes(StandardCharsets.UTF_8).length < MIN_BYTES) {
      throw new IllegalStateException(
          "mcpscore.keys.pepper (MCPSCORE_KEYS_PEPPER) must be set to a secret of at least "
              + MIN_BYTES
              + " bytes, the same on every gateway; for example: openssl rand -hex 32");
    }
  }

  /** What is stored in the place of a key. */
  public String hash(String key) {
    return ApiKey.hash(key, secret);
  }
}
