package io.mcpscore.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The PostgreSQL server process that holds a data directory, as its pid file names it. */
record Postmaster(ProcessHandle process) {

  private static final Duration GRACE = Duration.ofSeconds(5);

  /**
   * The living server of a data directory. A pid file that names a dead or a foreign process is
   * deleted: PostgreSQL would refuse to start over it once the id is in use again.
   */
  static Optional<Postmaster> of(Path data) {
    Path file = data.resolve("postmaster.pid");
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
      Optional<ProcessHandle> process = Processes.find(pid, data.toString());
      if (process.isEmpty()) {
        Files.deleteIfExists(file);
      }
      return process.map(Postmaster::new);
    } catch (IOException | RuntimeException e) {
      return Optional.empty();
    }
  }

  /** Disconnects every client and stops. */
  void stop() {
    Processes.signal(process, "INT");
    if (!Processes.await(process, GRACE)) {
      kill();
    }
  }

  /** Ends at once, without writing anything. */
  void kill() {
    process.destroyForcibly();
    Processes.await(process, GRACE);
  }
}
