package io.mcpscore.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The recorded id of a process, for a later run to find it by.
 *
 * @param file where the id stands
 * @param mark text in the command of every process that may be recorded here
 */
public record PidFile(Path file, String mark) {

  /** The recorded process, when it lives and carries the mark. */
  public Optional<ProcessHandle> living() {
    try {
      return Files.exists(file)
          ? Processes.find(Long.parseLong(Files.readString(file).strip()), mark)
          : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Records a process. */
  public void write(long pid) {
    try {
      Files.writeString(file, pid + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Forgets the process. */
  public void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
