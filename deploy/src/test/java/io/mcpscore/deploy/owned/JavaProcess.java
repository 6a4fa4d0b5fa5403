package io.mcpscore.deploy.owned;

import io.mcpscore.local.Directories;
import io.mcpscore.local.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A JVM of its own that logs to a file. */
public final class JavaProcess implements Victim {

  private static final Duration STARTUP = Duration.ofMinutes(5);
  private static final Duration END = Duration.ofSeconds(10);
  private static final int POLL_MILLIS = 50;

  private final String name;
  private final List<String> arguments;
  private final Path log;
  private final BooleanSupplier ready;
  private Process process;

  /**
   * A process that is not started yet.
   *
   * @param name for people
   * @param arguments of {@code java}
   * @param log where its output is appended to
   * @param ready whether it does its work
   */
  public JavaProcess(String name, List<String> arguments, Path log, BooleanSupplier ready) {
    this.name = name;
    this.arguments = List.copyOf(arguments);
    this.log = log;
    this.ready = ready;
  }

  @Override
  public String name() {
    return name;
  }

  /** Starts it without waiting. */
  public synchronized void launch() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(arguments);
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until it does its work. */
  public void awaitReady() {
    long deadline = System.nanoTime() + STARTUP.toNanos();
    while (!ready.getAsBoolean()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new AssertionError(
            name + " did not start; its log ends with:\n" + Directories.tail(log));
      }
      pause();
    }
  }

  @Override
  public void start() {
    launch();
    awaitReady();
  }

  @Override
  public synchronized void kill() {
    if (process != null) {
      process.destroyForcibly();
      Processes.await(process.toHandle(), END);
    }
  }

  /** Its id, that of the last start. */
  public long pid() {
    return process.pid();
  }

  /** Asks it to end (SIGTERM), without waiting. */
  public void terminate() {
    process.destroy();
  }

  /** Waits for its end; answers whether that came in time. */
  public boolean awaitEnd(Duration time) {
    return Processes.await(process.toHandle(), time);
  }

  /** Where its output is. */
  public Path log() {
    return log;
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
