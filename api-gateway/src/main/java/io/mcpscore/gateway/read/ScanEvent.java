package io.mcpscore.gateway.read;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mcpscore.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A state of a scan as a server-sent event. Every event carries the whole state, so the newest is
 * worth all before it; its id is made of what it says, so that every gateway gives the same state
 * the same id.
 *
 * @param name {@code progress}, {@code complete} or {@code failed}
 * @param id tells this state from others
 * @param data JSON on one line
 */
record ScanEvent(String name, String id, String data) {

  private static final String RUNNING = "progress";
  private static final int ID_DIGITS = 16;

  // A whole report may have megabytes, and whoever wants it asks for it.
  private static final List<String> OF_ENDED =
      List.of(
          "id",
          "status",
          "url",
          "commit",
          "cached",
          "createdAt",
          "startedAt",
          "completedAt",
          "score",
          "grade",
          "safetyScore",
          "safetyGrade",
          "summary",
          "error");

  /** The event of a state. */
  static ScanEvent of(ScanReader.Found found) {
    return switch (found) {
      case ScanReader.Found.Running(UnfinishedScan scan) -> of(scan);
      case ScanReader.Found.Ended(FinishedScan scan) -> ended(scan);
    };
  }

  /** The event of a running scan. */
  static ScanEvent of(UnfinishedScan scan) {
    return event(RUNNING, Json.write(scan));
  }

  /** Whether nothing comes after it. */
  boolean isLast() {
    return !name.equals(RUNNING);
  }

  /** The event as it is sent. */
  String text() {
    return "id: " + id + "\nevent: " + name + "\ndata: " + data + "\n\n";
  }

  private static ScanEvent ended(FinishedScan scan) {
    try {
      JsonNode whole = Json.mapper().readTree(scan.answer().body());
      ObjectNode state = Json.mapper().createObjectNode();
      OF_ENDED.stream()
          .filter(whole::hasNonNull)
          .forEach(member -> state.set(member, whole.get(member)));
      return event(scan.complete() ? "complete" : "failed", Json.write(state));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ScanEvent event(String name, String data) {
    return new ScanEvent(name, Json.sha256(name + data).substring(0, ID_DIGITS), data);
  }
}
