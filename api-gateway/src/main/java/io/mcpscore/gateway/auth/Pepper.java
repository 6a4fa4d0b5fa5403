package io.mcpscore.gateway.auth;

import io.mcpscore.gateway.config.KeySettings;
import io.mcpscore.model.ApiKey;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret under which keys are hashed; without a proper one the gateway does not start. */
@Startup
@Singleton
public class Pepper {

  private static final int MIN_BYTES = 16;
  private static final String ALGORITHM = "HmacSHA256";

  private final String secret;

  /**
   * The pepper of the settings.
   *
   * @throws IllegalStateException when there is none, or one that is too short
   */
  public Pepper(KeySettings settings) {
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

  /**
   * A secret that need not be stored: it can be made again as long as the pepper stays the same.
   *
   * @param purpose what it is for, so that secrets of different kinds have nothing in common
   * @param salt random bytes that are stored in its place
   * @return 32 bytes
   */
  public byte[] derive(String purpose, byte[] salt) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(salt);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
