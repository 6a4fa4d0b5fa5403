package io.mcpscore.cli.up;

import io.mcpscore.cli.CliException;
import io.mcpscore.cli.ExitCodes;
import io.mcpscore.local.Directories;
import io.mcpscore.local.LocalServices;
import io.mcpscore.local.PidFile;
import io.mcpscore.local.Processes;
import io.mcpscore.local.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * The directory that {@code up} keeps everything in; only its owner can look into it.
 *
 * @param directory absolute path
 */
public record State(Path directory) {

  private static final String PID = ".pid";
  private static final Duration GRACE = Duration.ofSeconds(15);

  /** Opens the state, making it when there is none. */
  public static State in(Path directory) {
    try {
      Path made = Directories.make(directory);
      Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwx------"));
      return new State(made);
    } catch (IOException | UncheckedIOException e) {
      throw new CliException(
          ExitCodes.FAILED, "The state cannot be kept in " + directory + ": " + e.getMessage());
    }
  }

  /** Data of PostgreSQL, Redis and Kafka. */
  public Path services() {
    return directory.resolve("services");
  }

  /** The log of a process. */
  public Path log(String process) {
    return Directories.make(directory.resolve("logs")).resolve(process + ".log");
  }

  /** What a process is told at its start. */
  public Path settings(String process) {
    return run().resolve(process + ".properties");
  }

  /** The id of a process, which is known by the settings in its command. */
  PidFile pid(String process) {
    return new PidFile(run().resolve(process + PID), settings(process).toString());
  }

  /** Ends every process that a killed launcher left behind. The lock must be held. */
  void endLeftovers() {
    try (Stream<Path> files = Files.list(run())) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(PID))
          .map(name -> pid(name.substring(0, name.length() - PID.length())))
          .forEach(
              file -> {
                file.living().ifPresent(process -> Processes.end(process, GRACE));
                file.delete();
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    LocalServices.endLeftovers(services());
  }

  /** Who runs now. */
  public Path running() {
    return run().resolve("running");
  }

  /** Secret of the keyed hash of API keys. */
  public String pepper() {
    return Secrets.in(directory.resolve("pepper"));
  }

  /** Token of the administration. */
  public String adminToken() {
    return Secrets.in(directory.resolve("admin-token"));
  }

  /** Exists once the demo key was shown. */
  public Path demoKeyShown() {
    return directory.resolve("demo-key-shown");
  }

  /** Deletes all but the lock. */
  public void wipe() {
    try (Stream<Path> entries = Files.list(directory)) {
      entries.filter(entry -> !entry.equals(lock())).forEach(Directories::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path lock() {
    return directory.resolve("lock");
  }

  private Path run() {
    return Directories.make(directory.resolve("run"));
  }
}
