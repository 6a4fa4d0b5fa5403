package io.mcpscore.cli.up;

import io.mcpscore.cli.CliException;
import io.mcpscore.cli.ExitCodes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;

/** Keeps a second {@code up} away from the same state. The system frees it with the process. */
final class StateLock implements AutoCloseable {

  private final State state;
  private final FileChannel channel;

  private StateLock(State state, FileChannel channel) {
    this.state = state;
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws CliException naming the holder when another process has it
   */
  static StateLock take(State state) {
    try {
      FileChannel channel =
          FileChannel.open(state.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isLocked(channel)) {
        channel.close();
        throw held(state);
      }
      return new StateLock(state, channel);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    RunningInstance.forget(state);
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static CliException held(State state) {
    String holder =
        RunningInstance.of(state)
            .map(
                running ->
                    "It runs as process %d at %s. Stop it with Ctrl-C there, or with: kill %d"
                        .formatted(running.pid(), running.address(), running.pid()))
            .orElse("It is just starting or stopping.");
    return new CliException(
        ExitCodes.FAILED,
        "Another ./mcpscore up holds the state in "
            + state.directory()
            + ".\n"
            + holder
            + "\nFor a second system, give it its own: --state DIR --port N");
  }
}
