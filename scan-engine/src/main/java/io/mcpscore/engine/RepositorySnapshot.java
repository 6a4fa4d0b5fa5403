package io.mcpscore.engine;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The files of one commit or directory, read-only. Symbolic links, submodules and everything below
 * {@code .git} are not entries. Implementations must be safe for use by several threads.
 */
public interface RepositorySnapshot extends AutoCloseable {

  /** The commit as 40 hex digits, or empty for a tree without git. */
  Optional<String> commit();

  /** Every file, ordered by path as UTF-8 bytes compare; paths use {@code /}. */
  List<Entry> entries();

  /**
   * The bytes of a file.
   *
   * @throws IOException when the bytes are not there, which for {@link Entry#isPresent()} entries
   *     means a broken store
   */
  byte[] read(Entry entry) throws IOException;

  /** Gives back memory and files; never throws for a snapshot that is already closed. */
  @Override
  void close();

  /**
   * One file.
   *
   * @param path relative, with {@code /}
   * @param size bytes, or -1 when the file was left out of the transfer because of its size
   */
  record Entry(String path, long size) {

    /** Whether {@link RepositorySnapshot#read} can answer. */
    public boolean isPresent() {
      return size >= 0;
    }
  }
}
