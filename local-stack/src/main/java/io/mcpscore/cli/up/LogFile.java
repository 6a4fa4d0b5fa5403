package io.mcpscore.cli.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Logs that do not grow for ever. */
final class LogFile {

  private static final long MOST_BYTES = 10_000_000;

  private LogFile() {}

  /** Puts a large log aside, in the place of the one that was put aside before. */
  static void rotate(Path log) throws IOException {
    if (Files.exists(log) && Files.size(log) > MOST_BYTES) {
      Files.move(
          log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
