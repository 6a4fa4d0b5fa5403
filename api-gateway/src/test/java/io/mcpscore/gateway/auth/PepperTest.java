package io.mcpscore.gateway.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
    String pepper = "1234567890123456";
    Pepper proper =
        new Pepper(Settings.of(KeySettings.class, Map.of("mcpscore.keys.pepper", pepper)));
    String key = ApiKey.generate();

    assertEquals(ApiKey.hash(key, pepper), proper.hash(key));
  }
}
