package io.mcpscore.engine.check.http;

import io.mcpscore.engine.program.Target;

/**
 * A way into the program over HTTP or a WebSocket.
 *
 * @param route where it is registered; the module of its function is that of {@code handler}
 * @param verb method in capital letters; {@code ANY} where the handler tells them apart, {@code WS}
 *     for messages of a WebSocket
 * @param path path as it is written, empty when there is none
 * @param handler the function that answers
 */
public record Served(Route route, String verb, String path, Target.Defined handler) {

  /** Whether a request of this kind is there to change something. */
  public boolean changes() {
    return switch (verb) {
      case "GET", "HEAD", "OPTIONS" -> false;
      default -> true;
    };
  }

  /** How people speak of it: {@code POST /execute}. */
  public String label() {
    if (verb.equals("WS")) {
      return path.isEmpty() ? "WebSocket" : "WebSocket " + path;
    }
    return path.isEmpty() ? "HTTP requests" : verb.replace("ANY", "") + " " + path;
  }
}
