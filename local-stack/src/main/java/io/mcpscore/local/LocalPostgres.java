package io.mcpscore.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/**
 * PostgreSQL on 127.0.0.1, with one database and a role that owns it. Passwords are generated on
 * the first start and kept beside the data, readable by the owner alone: on a shared machine, a
 * superuser without a password is a shell for every other user.
 *
 * <p>A server that outlived its launcher is ended before a new one starts on the same data.
 */
public final class LocalPostgres implements LocalService {

  /** Directory of the data below the home. */
  static final String DATA = "data";

  private static final String DATABASE = "mcpscore";
  private static final Duration STARTUP = Duration.ofSeconds(30);
  private static final int TRIES = 5;

  private final Path home;
  private final Path data;
  private final int port;
  private final PostgresAccess access;
  private EmbeddedPostgres server;

  /**
   * A server that is not started yet.
   *
   * @param home directory of its data, log and passwords
   * @param port free port, used for every start
   */
  public LocalPostgres(Path home, int port) {
    QuietLogs.apply();
    this.home = Directories.make(home);
    this.data = this.home.resolve(DATA);
    this.port = port;
    this.access = new PostgresAccess(this.home, DATABASE);
  }

  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public synchronized void start() {
    if (server != null) {
      return;
    }
    Postmaster.of(data).ifPresent(Postmaster::stop);
    for (int attempt = 1; server == null; attempt++) {
      try {
        server = open();
        access.secure(server, data);
      } catch (IOException | SQLException | IllegalStateException e) {
        stop();
        // Children of a killed server hold its shared memory for a moment longer.
        if (attempt == TRIES) {
          throw new LocalServiceException(
              "PostgreSQL did not start. Its log ends with:\n" + Directories.tail(log()), e);
        }
        pause();
      }
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return server != null && Postmaster.of(data).isPresent();
  }

  @Override
  public synchronized void stop() {
    EmbeddedPostgres running = server;
    server = null;
    if (running != null) {
      try {
        running.close();
      } catch (IOException e) {
        Postmaster.of(data).ifPresent(Postmaster::stop);
      }
    }
  }

  @Override
  public synchronized void kill() {
    Postmaster.of(data).ifPresent(Postmaster::kill);
    // Gives back the lock on the data, which is this JVM's.
    stop();
  }

  /** URL for JDBC, without user and password. */
  public String jdbcUrl() {
    return "jdbc:" + reactiveUrl();
  }

  /** URL for the reactive client, without user and password. */
  public String reactiveUrl() {
    return "postgresql://" + Ports.LOOPBACK + ":" + port + "/" + DATABASE;
  }

  /** Role that owns the database; not a superuser. */
  public String user() {
    return access.user();
  }

  /** Password of {@link #user()}. */
  public String password() {
    return access.password();
  }

  private EmbeddedPostgres open() throws IOException {
    Path program = Directories.make(Directories.programs().resolve("postgres"));
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(false)
        .setOverrideWorkingDirectory(program.toFile())
        .setPort(port)
        .setServerConfig("listen_addresses", Ports.LOOPBACK)
        .setServerConfig("unix_socket_directories", "")
        // The library would trade these for speed; what was answered with 201 must outlive a crash.
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("max_connections", "100")
        .setConnectConfig("password", access.superuserPassword())
        .setPGStartupWait(STARTUP)
        .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log().toFile()))
        .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log().toFile()))
        .start();
  }

  private Path log() {
    return home.resolve("postgres.log");
  }

  private static void pause() {
    try {
      Thread.sleep(Duration.ofMillis(300));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LocalServiceException("interrupted while PostgreSQL started", e);
    }
  }
}
