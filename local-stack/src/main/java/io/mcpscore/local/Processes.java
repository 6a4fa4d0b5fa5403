package io.mcpscore.local;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Ends operating-system processes, first politely. */
public final class Processes {

  private static final int POLL_MILLIS = 20;

  private Processes() {}

  /**
   * A living process whose command names a text, which is how a recorded id is known to be still
   * the process that was recorded.
   */
  public static Optional<ProcessHandle> find(long pid, String inCommand) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> commandLine(process).contains(inCommand));
  }

  /** Asks a process to end (SIGTERM), and ends it when it has not after the grace. */
  public static void end(ProcessHandle process, Duration grace) {
    process.destroy();
    if (!await(process, grace)) {
      process.destroyForcibly();
      await(process, grace);
    }
  }

  /**
   * Sends a signal that Java has no method for.
   *
   * @param signal name without {@code SIG}
   */
  static void signal(ProcessHandle process, String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for the end of a process; answers whether it came in time. */
  public static boolean await(ProcessHandle process, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (runs(process)) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  /**
   * Whether a process still does anything. One that ended counts as alive for Java until its parent
   * has collected it, which the first process of a container often never does; it has no program
   * any more, though.
   */
  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  private static String commandLine(ProcessHandle process) {
    ProcessHandle.Info info = process.info();
    return info.commandLine()
        .orElseGet(
            () ->
                info.command().orElse("")
                    + " "
                    + String.join(" ", Arrays.asList(info.arguments().orElse(new String[0]))));
  }
}
