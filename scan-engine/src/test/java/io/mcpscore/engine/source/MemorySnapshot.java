package io.mcpscore.engine.source;

import io.mcpscore.engine.RepositorySnapshot;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A snapshot of what a test puts into it. */
final class MemorySnapshot implements RepositorySnapshot {

  private final Map<String, byte[]> files = new TreeMap<>();
  private final Map<String, Long> absent = new TreeMap<>();

  MemorySnapshot with(String path, String text) {
    return with(path, text.getBytes(StandardCharsets.UTF_8));
  }

  MemorySnapshot with(String path, byte[] bytes) {
    files.put(path, bytes);
    return this;
  }

  /** A file that is an entry without bytes. */
  MemorySnapshot withLeftOut(String path) {
    absent.put(path, -1L);
    return this;
  }

  @Override
  public Optional<String> commit() {
    return Optional.empty();
  }

  @Override
  public List<Entry> entries() {
    Map<String, Long> sizes = new TreeMap<>(absent);
    files.forEach((path, bytes) -> sizes.put(path, (long) bytes.length));
    return sizes.entrySet().stream().map(e -> new Entry(e.getKey(), e.getValue())).toList();
  }

  @Override
  public byte[] read(Entry entry) {
    return files.get(entry.path());
  }

  @Override
  public void close() {}
}
