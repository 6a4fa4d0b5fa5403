package io.mcpscore.intake;

import io.mcpscore.engine.RepositorySnapshot;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A snapshot over a list of files that each have a handle.
 *
 * @param <H> what finds the bytes of a file again
 */
abstract class IndexedSnapshot<H> implements RepositorySnapshot {

  private final String commit;
  private final List<Entry> entries;
  private volatile Map<String, H> handles;

  /**
   * Takes over what was collected.
   *
   * @param commit 40 hex digits, or null
   */
  IndexedSnapshot(String commit, EntryCollector<H> files) {
    this.commit = commit;
    this.entries = files.entries();
    this.handles = files.handles();
  }

  /** Reads a file of at most the collected size. */
  abstract byte[] load(H handle, int size) throws IOException;

  @Override
  public final Optional<String> commit() {
    return Optional.ofNullable(commit);
  }

  @Override
  public final List<Entry> entries() {
    return entries;
  }

  @Override
  public final byte[] read(Entry entry) throws IOException {
    H handle = handles.get(entry.path());
    if (handle == null || !entry.isPresent()) {
      throw new FileNotFoundException("no bytes for this entry");
    }
    byte[] bytes = load(handle, Math.toIntExact(entry.size()));
    if (bytes.length != entry.size()) {
      throw new IOException("the file changed while it was scanned");
    }
    return bytes;
  }

  @Override
  public void close() {
    handles = Map.of();
  }
}
