package io.mcpscore.gateway.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.mcpscore.gateway.Settings;
import io.mcpscore.gateway.config.LimitSettings;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OfflineCounterTest {

  private static final KeyRecord KEY = new KeyRecord("key_1", 1, 0, "pro", 100, null);
  private static final Credential.Stored STORED = new Credential.Stored(KEY, 0);
  private static final UtcDay DAY = UtcDay.of(Instant.parse("2026-01-15T10:00:00Z"));
  private static final UtcDay NEXT = UtcDay.of(Instant.parse("2026-01-16T00:00:00Z"));

  @Test
  void aGatewayGrantsItsShareOfWhatWasLeft() {
    // Given 40 uses that Redis told, and four gateways
    OfflineCounter counter = counter(4);
    counter.seen("hash", DAY, 40);

    // Then a quarter of the other 60 is granted
    for (int i = 1; i <= 15; i++) {
      Admission.Granted granted =
          assertInstanceOf(Admission.Granted.class, counter.count("hash", DAY, STORED));
      assertEquals(40 + i, granted.used());
    }
    assertInstanceOf(Admission.Exhausted.class, counter.count("hash", DAY, STORED));
  }

  @Test
  void aNewDayIsFull() {
    OfflineCounter counter = counter(1);
    counter.seen("hash", DAY, 100);

    assertInstanceOf(Admission.Exhausted.class, counter.count("hash", DAY, STORED));
    assertInstanceOf(Admission.Granted.class, counter.count("hash", NEXT, STORED));
  }

  @Test
  void whatWasGrantedIsHandedInOnceUnlessThatFails() {
    OfflineCounter counter = counter(1);
    counter.seen("hash", DAY, 5);
    counter.count("hash", DAY, STORED);
    counter.count("hash", DAY, STORED);

    KeyCounter.Owed owed = counter.take("hash", DAY);
    assertEquals(new KeyCounter.Owed(5, 2), owed);
    assertEquals(0, counter.take("hash", DAY).offline());
    counter.keep("hash", DAY, owed);
    assertEquals(2, counter.take("hash", DAY).offline());
  }

  @Test
  void whatIsBeingHandedInIsNotGrantedAgain() {
    // Given a share of two, both granted and on their way to Redis
    OfflineCounter counter = counter(1);
    counter.seen("hash", DAY, 98);
    counter.count("hash", DAY, STORED);
    counter.count("hash", DAY, STORED);
    KeyCounter.Owed owed = counter.take("hash", DAY);

    // Then nobody gets them meanwhile, nor when Redis did not take them
    assertInstanceOf(Admission.Exhausted.class, counter.count("hash", DAY, STORED));
    counter.keep("hash", DAY, owed);
    assertInstanceOf(Admission.Exhausted.class, counter.count("hash", DAY, STORED));

    // And when it did, its count is what there is
    counter.handedIn("hash", DAY, counter.take("hash", DAY));
    counter.seen("hash", DAY, 99);
    assertInstanceOf(Admission.Granted.class, counter.count("hash", DAY, STORED));
  }

  @Test
  void aUseCanBeTakenBack() {
    OfflineCounter counter = counter(1);
    counter.count("hash", DAY, STORED);
    counter.undo("hash", DAY);
    counter.undo("hash", DAY);

    assertEquals(0, counter.take("hash", DAY).offline());
  }

  private static OfflineCounter counter(int gateways) {
    return new OfflineCounter(
        Settings.of(
            LimitSettings.class, Map.of("mcpscore.limits.gateways", String.valueOf(gateways))));
  }
}
