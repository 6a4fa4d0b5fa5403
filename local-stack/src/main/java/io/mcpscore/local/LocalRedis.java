package io.mcpscore.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Redis on 127.0.0.1 with an append-only file. The password is generated on the first start and
 * kept beside the data. A server that outlived its launcher is ended before a new one starts on the
 * same data.
 */
public final class LocalRedis implements LocalService {

  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Duration STARTUP = Duration.ofSeconds(15);

  private final Path home;
  private final int port;
  private final String password;
  private final PidFile pidFile;
  private Process server;

  /**
   * A server that is not started yet.
   *
   * @param home directory of its data, log and password
   * @param port free port, used for every start
   */
  public LocalRedis(Path home, int port) {
    this.home = Directories.make(home);
    this.port = port;
    this.password = Secrets.in(this.home.resolve("password"));
    this.pidFile = pidFile(this.home);
  }

  @Override
  public String name() {
    return "Redis";
  }

  @Override
  public synchronized void start() {
    if (server != null && server.isAlive()) {
      return;
    }
    endLeftover(home);
    try {
      Path program = RedisProgram.unpacked();
      Secrets.write(configuration(), settings());
      server =
          new ProcessBuilder(program.toString(), configuration().toString())
              .directory(home.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
              .start();
      pidFile.write(server.pid());
      RedisPing.await(port, password, server, STARTUP);
    } catch (IOException e) {
      stop();
      throw new LocalServiceException(
          "Redis did not start. Its log ends with:\n" + Directories.tail(log()), e);
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return server != null && server.isAlive();
  }

  @Override
  public synchronized void stop() {
    if (server != null) {
      Processes.end(server.toHandle(), GRACE);
      pidFile.delete();
      server = null;
    }
  }

  @Override
  public synchronized void kill() {
    if (server != null) {
      server.destroyForcibly();
      Processes.await(server.toHandle(), GRACE);
      server = null;
    }
  }

  /** URL with the password: {@code redis://:secret@127.0.0.1:port}. */
  public String url() {
    return "redis://:" + password + "@" + Ports.LOOPBACK + ":" + port;
  }

  /** Ends a server that a killed launcher left behind. */
  static void endLeftover(Path home) {
    pidFile(home).living().ifPresent(left -> Processes.end(left, GRACE));
  }

  private static PidFile pidFile(Path home) {
    return new PidFile(home.resolve("redis.pid"), home.toString());
  }

  private String settings() {
    return String.join(
            "\n",
            "bind " + Ports.LOOPBACK,
            "port " + port,
            "requirepass " + password,
            "dir " + quoted(home),
            "appendonly yes",
            "save \"\"",
            // The command line is how a server left behind is recognised.
            "set-proc-title no",
            "daemonize no")
        + "\n";
  }

  private static String quoted(Path path) {
    return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private Path configuration() {
    return home.resolve("redis.conf");
  }

  private Path log() {
    return home.resolve("redis.log");
  }
}
