package io.mcpscore.cli.up;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The system that runs on a state.
 *
 * @param pid process of the launcher
 * @param port of the gateway
 */
public record RunningInstance(long pid, int port) {

  /** The system that runs now, if one does. */
  public static Optional<RunningInstance> of(State state) {
    Path file = state.running();
    try {
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      if (lines.size() != 2) {
        return Optional.empty();
      }
      RunningInstance recorded =
          new RunningInstance(Long.parseLong(lines.get(0)), Integer.parseInt(lines.get(1)));
      return ProcessHandle.of(recorded.pid).map(ProcessHandle::isAlive).orElse(false)
          ? Optional.of(recorded)
          : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Base address of the gateway. */
  public String address() {
    return "http://127.0.0.1:" + port;
  }

  void record(State state) {
    try {
      Files.writeString(state.running(), pid + "\n" + port + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void forget(State state) {
    try {
      Files.deleteIfExists(state.running());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
