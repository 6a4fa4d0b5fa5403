package io.mcpscore.engine.hostile;

import io.mcpscore.engine.Cancellation;
import io.mcpscore.engine.EngineSettings;
import io.mcpscore.engine.RepositorySnapshot;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.engine.ScanEngine;
import io.mcpscore.engine.suppress.SuppressionPolicy;
import io.mcpscore.model.Json;
import io.mcpscore.model.Report;
import io.mcpscore.model.ScanFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The process that scans the hostile files, one repository after the other, in a small heap. */
public final class HostileScans {

  private HostileScans() {}

  /**
   * Scans and writes down.
   *
   * @param arguments directory for a report each, and a pattern for the names of the cases
   */
  public static void main(String[] arguments) throws Exception {
    Path out = Path.of(arguments[0]);
    Pattern wanted = Pattern.compile(arguments[1]);
    try (ScanEngine engine =
        new ScanEngine(new EngineSettings(2, null, SuppressionPolicy.LISTED))) {
      write(engine, HostileCase.named("nothing"), out);
      for (HostileCase hostile :
          (Iterable<HostileCase>)
              HostileCase.all().filter(c -> wanted.matcher(c.name()).find())::iterator) {
        write(engine, hostile, out);
      }
    }
  }

  private static void write(ScanEngine engine, HostileCase hostile, Path out) throws Exception {
    long start = System.nanoTime();
    String text;
    try {
      Report report =
          engine.scan(
              new HostileSnapshot(hostile.withHonestServers().files()),
              null,
              ScanBudget.DEFAULT,
              p -> {},
              new Cancellation());
      text = Json.write(report);
    } catch (ScanFailedException e) {
      text = e.error().toString();
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    System.out.printf("%-45s %6d ms%n", hostile.name(), millis);
    Files.writeString(out.resolve(hostile.fileName() + ".json"), text);
    // Whoever waits for this file reads it at once: it must be whole when it appears.
    Path written = out.resolve(hostile.fileName() + ".writing");
    Files.writeString(written, Long.toString(millis));
    Files.move(
        written, out.resolve(hostile.fileName() + ".millis"), StandardCopyOption.ATOMIC_MOVE);
  }

  private record HostileSnapshot(Map<String, byte[]> files) implements RepositorySnapshot {

    @Override
    public Optional<String> commit() {
      return Optional.empty();
    }

    @Override
    public List<Entry> entries() {
      return files.entrySet().stream()
          .map(e -> new Entry(e.getKey(), e.getValue().length))
          .toList();
    }

    @Override
    public byte[] read(Entry entry) {
      return files.get(entry.path()).clone();
    }

    @Override
    public void close() {}
  }
}
