package io.mcpscore.cli.up;

import io.mcpscore.cli.CliException;
import io.mcpscore.cli.ExitCodes;
import io.mcpscore.local.Directories;
import io.mcpscore.local.PidFile;
import io.mcpscore.local.Ports;
import io.mcpscore.local.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A gateway or a worker: a JVM of its own that logs to a file. */
final class ServiceProcess {

  private static final Duration GRACE = Duration.ofSeconds(15);
  private static final Duration STARTUP = Duration.ofSeconds(90);
  private static final Duration POLL = Duration.ofMillis(100);

  /**
   * On few cores, virtual threads that are pinned while classes are initialised can use up all of
   * the default number of carriers, and then wait for one another for ever.
   */
  private static final List<String> JVM =
      List.of("--enable-native-access=ALL-UNNAMED", "-Djdk.virtualThreadScheduler.parallelism=8");

  private final String name;
  private final Path program;
  private final int port;
  private final List<String> options;
  private final Path settings;
  private final Path log;
  private final PidFile pidFile;
  private Process process;

  /**
   * A process that is not started yet.
   *
   * @param name such as {@code worker-1}
   * @param program jar to run
   * @param port where it answers for its health
   * @param options further options of the JVM
   * @param state where its settings, log and id are kept
   */
  ServiceProcess(String name, Path program, int port, List<String> options, State state) {
    this.name = name;
    this.program = program;
    this.port = port;
    this.options = options;
    this.settings = state.settings(name);
    this.log = state.log(name);
    this.pidFile = state.pid(name);
  }

  String name() {
    return name;
  }

  int port() {
    return port;
  }

  Path log() {
    return log;
  }

  boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** Starts the process; its settings file must have been written. */
  void start() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(options);
    command.add("-Dsmallrye.config.locations=" + settings.toUri());
    command.addAll(List.of("-jar", program.toString()));
    try {
      LogFile.rotate(log);
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      process.getOutputStream().close();
      pidFile.write(process.pid());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Waits until the process says that it is ready.
   *
   * @throws CliException with the end of its log when it ends or takes too long
   */
  void awaitReady() {
    long deadline = System.nanoTime() + STARTUP.toNanos();
    try (HttpClient client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(POLL).build()) {
      while (!isReady(client)) {
        if (!isAlive() || System.nanoTime() > deadline) {
          throw new CliException(ExitCodes.FAILED, obituary("did not start"));
        }
        Thread.sleep(POLL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException(ExitCodes.FAILED, "interrupted");
    }
  }

  /** Asks the process to end; {@link #awaitEnd} waits for it. */
  void stop() {
    if (process != null) {
      process.destroy();
    }
  }

  /** Waits for the end of a stopped process, and forces it when it takes too long. */
  void awaitEnd() {
    if (process != null) {
      Processes.end(process.toHandle(), GRACE);
      pidFile.delete();
    }
  }

  /** What happened, and the end of the log. */
  String obituary(String what) {
    return "The %s %s. Its log, %s, ends with:%n%s"
        .formatted(name, what, log, Directories.tail(log));
  }

  private boolean isReady(HttpClient client) throws InterruptedException {
    URI health = URI.create("http://" + Ports.LOOPBACK + ":" + port + "/q/health/ready");
    HttpRequest request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }
}
