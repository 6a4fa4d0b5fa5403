package io.mcpscore.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Files in memory that are listed in an order that a seed decides. */
final class ShuffledSnapshot implements RepositorySnapshot {

  private final Map<String, byte[]> files;
  private final List<Entry> entries = new ArrayList<>();

  ShuffledSnapshot(Map<String, byte[]> files, long seed) {
    this.files = files;
    files.forEach((path, bytes) -> entries.add(new Entry(path, bytes.length)));
    Collections.shuffle(entries, new Random(seed));
  }

  @Override
  public Optional<String> commit() {
    return Optional.empty();
  }

  @Override
  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  @Override
  public byte[] read(Entry entry) {
    return files.get(entry.path()).clone();
  }

  @Override
  public void close() {}
}
