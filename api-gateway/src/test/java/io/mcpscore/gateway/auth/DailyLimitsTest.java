package io.mcpscore.gateway.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.gateway.Settings;
import io.mcpscore.gateway.config.TierSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DailyLimitsTest {

  private final DailyLimits limits =
      new DailyLimits(
          Settings.of(TierSettings.class, Map.of("mcpscore.tiers.pro.daily-limit", "100")));

  @Test
  void anAccountHasItsOwnLimitElseItsTiers() {
    assertEquals(100, limits.ofAccount(null, "pro"));
    assertEquals(7, limits.ofAccount(7, "pro"));
    assertEquals(0, limits.ofAccount(0, "pro"));
    assertEquals(0, limits.ofAccount(null, "unknown"));
    assertEquals(0, limits.ofAccount(null, null));
  }

  @ParameterizedTest
  @CsvSource({
    ", false, 100, 100",
    "7, false, 100, 7",
    "700, false, 100, 100",
    "700, true, 100, 700",
    "700, true, 0, 0"
  })
  void aKeyHasLessUnlessTheOperatorGaveItMore(Integer own, boolean widens, int account, int limit) {
    assertEquals(limit, DailyLimits.ofKey(own, widens, account));
  }
}
