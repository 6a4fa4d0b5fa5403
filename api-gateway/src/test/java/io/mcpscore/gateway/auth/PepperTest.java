package io.mcpscore.gateway.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.gateway.Settings;
import io.mcpscore.gateway.config.KeySettings;
import io.mcpscore.model.ApiKey;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PepperTest {

  @Test
  void aGatewayWithoutAProperPepperSaysWhatToSet() {
    for (Map<String, String> settings :
        java.util.List.of(
            Map.<String, String>of(), Map.of("mcpscore.keys.pepper", "123456789012345"))) {
      KeySettings keys = Settings.of(KeySettings.class, settings);
      String message =
          assertThrows(IllegalStateException.class, () -> new Pepper(keys)).getMessage();
      assertTrue(message.contains("MCPSCORE_KEYS_PEPPER"), message);
      assertTrue(message.contains("16"), message);
    }
  }

  @Test
  void keysAreHashedWithThePepper() {
    Pepper pepper = pepper("1234567890123456");
    String key = ApiKey.generate();
    String hash = pepper.hash(key);

    assertTrue(hash.matches("[0-9a-f]{64}"), hash);
    assertEquals(hash, pepper.hash(key));
    assertEquals(hash, pepper("1234567890123456").hash(key));
    assertNotEquals(hash, pepper("1234567890123457").hash(key));
    assertNotEquals(hash, pepper.hash(ApiKey.generate()));
  }

  @Test
  void theHashIsHmacSha256() {
    // Computed with another implementation; the keys of RFC 4231 are too short, or no text.
    assertEquals(
        "a2c1cab630159e1f41b5c498b7ab7f0698c6b5c7aa8af14741fc32ab04fdfb64",
        pepper("a pepper of the operator").hash("mcp_sk_AbCdEfGh0000000000000000"));
  }

  private static Pepper pepper(String secret) {
    return new Pepper(Settings.of(KeySettings.class, Map.of("mcpscore.keys.pepper", secret)));
  }
}
