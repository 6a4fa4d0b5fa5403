package io.mcpscore.gateway.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeyFilterTest {

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void badgesNeedAKeyWhereTheOperatorWantsThat(boolean needed) {
    assertEquals(needed, ApiKeyFilter.isGuarded("/badge/github.com/a/b.svg", needed));
    assertEquals(needed, ApiKeyFilter.isGuarded("/badge/anything", needed));
  }

  @Test
  void theApiNeedsAKeyWhateverIsBelowIt() {
    assertTrue(ApiKeyFilter.isGuarded("/api", false));
    assertTrue(ApiKeyFilter.isGuarded("/api/v1/scan/x", false));
    assertTrue(ApiKeyFilter.isGuarded("/api/anything", false));
  }
}
