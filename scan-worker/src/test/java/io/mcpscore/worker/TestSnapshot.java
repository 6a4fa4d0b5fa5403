package io.mcpscore.worker;

import io.mcpscore.engine.RepositorySnapshot;
import java.util.List;
import java.util.Optional;

/** A repository without files that knows whether it was given back. */
public final class TestSnapshot implements RepositorySnapshot {

  /** The commit of every test snapshot. */
  public static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  private boolean closed;

  /** Whether it was given back. */
  public boolean isClosed() {
    return closed;
  }

  @Override
  public Optional<String> commit() {
    return Optional.of(COMMIT);
  }

  @Override
  public List<Entry> entries() {
    return List.of();
  }

  @Override
  public byte[] read(Entry entry) {
    throw new UnsupportedOperationException("there is no file");
  }

  @Override
  public void close() {
    closed = true;
  }
}
