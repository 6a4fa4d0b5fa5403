package io.mcpscore.gateway.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.mcpscore.gateway.Settings;
import io.mcpscore.gateway.config.ResultSettings;
import io.mcpscore.gateway.http.ApiException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LongPollTest {

  private final LongPoll poll =
      new LongPoll(null, null, Settings.of(ResultSettings.class, Map.of()));

  @ParameterizedTest
  @CsvSource({"0, 0", "30, 30", "60, 60", "61, 60", "999999999, 60"})
  void theParameterCountsUpToTheLongest(String query, long seconds) {
    assertEquals(seconds, poll.time(query, null).toSeconds());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5", "30s", "1e9", "9999999999"})
  void aParameterThatIsNoNumberIsRefused(String query) {
    assertThrows(ApiException.class, () -> poll.time(query, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wait=10 | 10",
        "respond-async, wait=10 | 10",
        "wait=\"10\"; x=y | 10",
        "wait = 100 | 60",
        "await=10 | 0",
        "wait=soon | 0",
        "return=minimal | 0"
      })
  void aPreferenceCountsWhenItIsOne(String prefer, long seconds) {
    assertEquals(seconds, poll.time(null, prefer).toSeconds());
  }

  @Test
  void theParameterWinsAndNothingIsNoWait() {
    assertEquals(5, poll.time("5", "wait=10").toSeconds());
    assertEquals(0, poll.time(null, null).toSeconds());
  }
}
