package io.mcpscore.engine;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A repository in memory, for tests. */
final class MemorySnapshot implements RepositorySnapshot {

  private final Map<String, byte[]> files = new TreeMap<>();

  MemorySnapshot file(String path, String text) {
    files.put(path, text.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  @Override
  public Optional<String> commit() {
    return Optional.empty();
  }

  @Override
  public List<Entry> entries() {
    return files.entrySet().stream().map(e -> new Entry(e.getKey(), e.getValue().length)).toList();
  }

  @Override
  public byte[] read(Entry entry) {
    return files.get(entry.path()).clone();
  }

  @Override
  public void close() {}
}
