package io.mcpscore.gateway.auth;

import io.mcpscore.gateway.config.KeySettings;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret under which keys are hashed; without a proper one the gateway does not start. */
@Startup
@Singleton
public class Pepper {

  private static final int MIN_BYTES = 16;
  private static final String ALGORITHM = "HmacSHA256";

  private final Mac mac;

  /**
   * The pepper of the settings.
   *
   * @throws IllegalStateException when there is none, or one that is too short
   */
  public Pepper(KeySettings settings) {
    byte[] secret = settings.pepper().orElse("").getBytes(StandardCharsets.UTF_8);
    if (secret.length < MIN_BYTES) {
      throw new IllegalStateException(
          "mcpscore.keys.pepper (MCPSCORE_KEYS_PEPPER) must be set to a secret of at least "
              + MIN_BYTES
              + " bytes, the same on every gateway; for example: openssl rand -hex 32");
    }
    this.mac = mac(secret);
  }

  /** What is stored in the place of a key: HMAC-SHA-256 under the pepper, in lower-case hex. */
  public String hash(String key) {
    return HexFormat.of().formatHex(mac().doFinal(key.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * A secret that need not be stored: it can be made again as long as the pepper stays the same.
   *
   * @param purpose what it is for, so that secrets of different kinds have nothing in common
   * @param salt random bytes that are stored in its place
   * @return 32 bytes
   */
  public byte[] derive(String purpose, byte[] salt) {
    Mac fresh = mac();
    fresh.update(purpose.getBytes(StandardCharsets.UTF_8));
    fresh.update((byte) 0);
    return fresh.doFinal(salt);
  }

  private static Mac mac(byte[] secret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  /** One of its own for each use: to look for an implementation costs more than to hash a key. */
  private Mac mac() {
    try {
      return (Mac) mac.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the JDK's " + ALGORITHM + " can be copied", e);
    }
  }
}
