package io.mcpscore.engine;

import io.mcpscore.engine.cache.ResultStore;
import io.mcpscore.engine.part.Part;
import io.mcpscore.engine.part.Partition;
import io.mcpscore.engine.source.Discovery;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.intake.DirectoryIntake;
import io.mcpscore.model.FileRole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Measures scans that find the results of an earlier one, beside full scans of the same files in
 * the same run: unchanged, and after a line was added to one file of the middle-sized and of the
 * largest part. Every report is compared with that of a full scan.
 *
 * <p>{@code RescanBenchmark ROUNDS DIR...}
 */
public final class RescanBenchmark {

  private final Path directory;
  private final Map<String, byte[]> stored = new ConcurrentHashMap<>();
  private final ScanEngine full = new ScanEngine(EngineSettings.defaults());
  private final ScanEngine incremental = new ScanEngine(EngineSettings.defaults(), new Store());
  private String report;

  private RescanBenchmark(Path directory) {
    this.directory = directory;
  }

  /** Runs the benchmark and prints one table a directory. */
  public static void main(String[] args) throws IOException {
    for (int i = 1; i < args.length; i++) {
      new RescanBenchmark(Path.of(args[i])).run(Integer.parseInt(args[0]));
    }
  }

  private void run(int rounds) throws IOException {
    List<Part> parts = parts();
    String middle = file(parts.get(parts.size() / 2));
    String largest = file(parts.getLast());
    Map<String, Clock> best = new HashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (String edited : List.of("", middle, largest)) {
        Clock whole = Clock.time(() -> scan(full, edited));
        String wanted = report;
        if (edited.isEmpty()) {
          best.merge("full", whole, RescanBenchmark::quicker);
          stored.clear();
          scan(incremental, "");
        }
        Map<String, byte[]> before = Map.copyOf(stored);
        best.merge(edited, Clock.time(() -> scan(incremental, edited)), RescanBenchmark::quicker);
        if (!wanted.equals(report)) {
          throw new IllegalStateException("not the report of a full scan");
        }
        stored.clear();
        stored.putAll(before);
      }
    }
    full.close();
    incremental.close();
    System.out.printf(
        Locale.ROOT,
        "%n%s: %d parts, the largest has %d of %d files; %d kB stored; best of %d%n",
        directory.getFileName(),
        parts.size(),
        parts.getLast().own().size(),
        parts.stream().mapToInt(p -> p.own().size()).sum(),
        stored.values().stream().mapToInt(b -> b.length).sum() / 1000,
        rounds);
    System.out.println("| scan | s | cpu s | of the full scan |");
    System.out.println("| --- | --- | --- | --- |");
    print("full", best.get("full"), best);
    print("unchanged", best.get(""), best);
    print("one file of the middle part changed", best.get(middle), best);
    print("one file of the largest part changed", best.get(largest), best);
  }

  private static void print(String name, Clock clock, Map<String, Clock> best) {
    System.out.printf(
        Locale.ROOT,
        "| %s | %.2f | %.2f | %.0f %% |%n",
        name,
        clock.seconds(),
        clock.processorSeconds(),
        100 * clock.seconds() / best.get("full").seconds());
  }

  private static Clock quicker(Clock a, Clock b) {
    return a.wall().compareTo(b.wall()) <= 0 ? a : b;
  }

  /** The parts with code, the largest last. */
  private List<Part> parts() throws IOException {
    try (RepositorySnapshot snapshot = new DirectoryIntake(ScanBudget.DEFAULT).open(directory)) {
      List<Part> parts =
          new ArrayList<>(
              Partition.of(
                  Discovery.discover(snapshot, ScanBudget.DEFAULT, null, new Cancellation())));
      parts.removeIf(p -> p.own().stream().noneMatch(RescanBenchmark::isCode));
      parts.sort(Comparator.comparingLong(RescanBenchmark::bytes));
      return parts;
    }
  }

  private static long bytes(Part part) {
    return part.own().stream()
        .filter(RescanBenchmark::isCode)
        .mapToLong(f -> f.text().bytes().length)
        .sum();
  }

  private static boolean isCode(SourceFile file) {
    return file.language() != null && file.role() == FileRole.SOURCE;
  }

  private static String file(Part part) {
    return part.own().stream()
        .filter(RescanBenchmark::isCode)
        .max(Comparator.comparingInt(f -> f.text().bytes().length))
        .map(SourceFile::path)
        .orElseThrow();
  }

  private void scan(ScanEngine engine, String edited) {
    try (RepositorySnapshot snapshot =
        new Edited(new DirectoryIntake(ScanBudget.DEFAULT).open(directory), edited)) {
      report =
          engine
              .scan(snapshot, null, ScanBudget.DEFAULT, progress -> {}, new Cancellation())
              .reportDigest();
    }
  }

  /** The same files with a line more in one of them. */
  private record Edited(RepositorySnapshot snapshot, String path) implements RepositorySnapshot {

    @Override
    public Optional<String> commit() {
      return Optional.empty();
    }

    @Override
    public List<Entry> entries() {
      return snapshot.entries();
    }

    @Override
    public byte[] read(Entry entry) throws IOException {
      byte[] bytes = snapshot.read(entry);
      if (entry.path().equals(path)) {
        bytes = Arrays.copyOf(bytes, bytes.length + 1);
        bytes[bytes.length - 1] = '\n';
      }
      return bytes;
    }

    @Override
    public void close() {
      snapshot.close();
    }
  }

  /** Keeps everything in memory. */
  private final class Store implements ResultStore {

    @Override
    public Map<String, byte[]> read(Collection<String> keys) {
      Map<String, byte[]> found = new HashMap<>();
      for (String key : keys) {
        byte[] value = stored.get(key);
        if (value != null) {
          found.put(key, value);
        }
      }
      return found;
    }

    @Override
    public void write(Map<String, byte[]> values) {
      stored.putAll(values);
    }
  }
}
