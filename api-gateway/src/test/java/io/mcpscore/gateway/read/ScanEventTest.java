package io.mcpscore.gateway.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.gateway.http.Tagged;
import io.mcpscore.model.Phase;
import io.mcpscore.model.Progress;
import io.mcpscore.model.ScanStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScanEventTest {

  private static final UnfinishedScan RUNNING =
      new UnfinishedScan(
          "scan_1",
          ScanStatus.ANALYZING,
          "https://github.com/a/b",
          Instant.parse("2024-01-15T10:30:00Z"),
          Instant.parse("2024-01-15T10:30:01Z"),
          null,
          new Progress(Phase.PARSING, 40, 8, 20),
          null);

  @Test
  void oneStateHasOneIdAndAnotherHasAnother() {
    ScanEvent event = ScanEvent.of(RUNNING);

    assertEquals(
        event.id(), ScanEvent.of(RUNNING.with(new Progress(Phase.PARSING, 40, 8, 20))).id());
    assertNotEquals(
        event.id(), ScanEvent.of(RUNNING.with(new Progress(Phase.PARSING, 41, 9, 20))).id());
    assertFalse(event.isLast());
  }

  @Test
  void anEventIsFourLinesWhateverTheScanSays() {
    Map<String, Object> failed =
        Map.of("id", "scan_1", "status", "failed", "error", Map.of("message", "a\n\nid: forged\r"));

    String text = ScanEvent.of(ended(failed, false)).text();

    assertEquals(4, text.split("\n", -1).length - 1, text);
    assertTrue(text.contains("event: failed\n"));
    assertFalse(text.contains("\r"));
  }

  @Test
  void theLastEventHasTheScoresAndNoReport() {
    ScanEvent event =
        ScanEvent.of(
            ended(
                Map.of("id", "scan_1", "status", "complete", "score", 88, "findings", List.of("x")),
                true));

    assertTrue(event.isLast());
    assertEquals("complete", event.name());
    assertEquals("{\"id\":\"scan_1\",\"status\":\"complete\",\"score\":88}", event.data());
  }

  private static ScanReader.Found ended(Map<String, Object> body, boolean complete) {
    return new ScanReader.Found.Ended(new FinishedScan(Tagged.json(body), complete));
  }
}
