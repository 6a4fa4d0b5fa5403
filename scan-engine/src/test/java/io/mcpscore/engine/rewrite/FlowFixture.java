package io.mcpscore.engine.rewrite;

import io.mcpscore.engine.check.Fixture;
import io.mcpscore.engine.report.Reported;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A bad or repaired fixture of a check that follows values: its finding has a way from a source.
 *
 * @param name check, variant and state
 * @param check id of the check
 * @param files texts by path
 * @param expected severity, evidence and tool of every finding, ordered
 */
record FlowFixture(String name, String check, Map<String, String> files, List<String> expected) {

  private static List<FlowFixture> all;

  /** All of them. */
  static synchronized List<FlowFixture> all() {
    if (all == null) {
      all = find();
    }
    return all;
  }

  private static List<FlowFixture> find() {
    List<FlowFixture> out = new ArrayList<>();
    try {
      Path root = Path.of(FlowFixture.class.getResource("/fixtures").toURI());
      for (Path check : directories(root)) {
        for (Path variant : directories(check)) {
          Map<String, String> bad = read(variant.resolve("bad"));
          String id = check.getFileName().toString();
          List<Reported> found = run(id, bad);
          if (found.stream().anyMatch(r -> !r.draft().trace().isEmpty())) {
            String name = id + "/" + variant.getFileName();
            out.add(new FlowFixture(name + "/bad", id, bad, summary(found)));
            out.add(
                new FlowFixture(name + "/fixed", id, read(variant.resolve("fixed")), List.of()));
          }
        }
      }
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the check finds in other files. */
  List<String> findings(Map<String, String> rewritten) {
    return summary(run(check, rewritten));
  }

  private static List<Reported> run(String check, Map<String, String> files) {
    Fixture fixture = new Fixture();
    files.forEach(fixture::file);
    return fixture.run(check);
  }

  private static List<String> summary(List<Reported> found) {
    return found.stream()
        .map(r -> r.draft().severity() + " " + r.draft().evidence() + " " + r.draft().tool())
        .sorted()
        .toList();
  }

  private static Map<String, String> read(Path root) throws IOException {
    Map<String, String> out = new TreeMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        out.put(root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
      }
    }
    return out;
  }

  private static List<Path> directories(Path root) throws IOException {
    try (Stream<Path> all = Files.list(root)) {
      return all.filter(Files::isDirectory).sorted().toList();
    }
  }
}
