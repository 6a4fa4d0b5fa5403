package io.mcpscore.intake.bench;

import io.mcpscore.engine.Cancellation;
import io.mcpscore.engine.RepositorySnapshot;
import io.mcpscore.engine.RepositorySnapshot.Entry;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.intake.GitIntake;
import io.mcpscore.intake.GitSettings;
import io.mcpscore.model.RepositoryAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The intake against {@code git clone --depth 1}, in one run on one server: seconds and bytes. Both
 * sides end with every file readable: git's on disk, ours read once from memory.
 *
 * <p>Not part of the build. Bare repositories are named as {@code owner/name=DIRECTORY} in the
 * system property {@code mcpscore.bench.repositories}, with commas between; {@code
 * mcpscore.bench.rounds} says how often. See CONTRIBUTING.md.
 */
class IntakeBenchmark {

  private record Sample(double seconds, long bytes) {}

  private final int rounds = Integer.getInteger("mcpscore.bench.rounds", 5);

  @Test
  void compare() throws Exception {
    Map<String, Path> repositories = new TreeMap<>();
    for (String pair : System.getProperty("mcpscore.bench.repositories").split(",")) {
      int equals = pair.indexOf('=');
      repositories.put(
          pair.substring(0, equals), Path.of(pair.substring(equals + 1)).toAbsolutePath());
    }
    System.out.printf(
        "%-34s %-22s %8s %8s %8s %12s%n",
        "repository", "method", "first", "median", "best", "bytes");
    try (GitHttpBackend plain = new GitHttpBackend(repositories, false);
        GitHttpBackend partial = new GitHttpBackend(repositories, true)) {
      for (String repository : repositories.keySet()) {
        run(repository, plain, partial);
      }
    }
  }

  private void run(String repository, GitHttpBackend plain, GitHttpBackend partial)
      throws Exception {
    List<Sample> git = new ArrayList<>();
    List<Sample> unfiltered = new ArrayList<>();
    List<Sample> filtered = new ArrayList<>();
    // Turn by turn, so that whatever else the machine does meets all of them alike.
    for (int round = 0; round < rounds; round++) {
      git.add(measure(partial, () -> clone(repository, partial)));
      filtered.add(measure(partial, () -> fetch(repository, partial)));
      unfiltered.add(measure(plain, () -> fetch(repository, plain)));
    }
    print(repository, "git clone --depth 1", git);
    print(repository, "intake, partial clone", filtered);
    print(repository, "intake, no filter", unfiltered);
  }

  private interface Step {
    void run() throws Exception;
  }

  private static Sample measure(GitHttpBackend server, Step step) throws Exception {
    server.takeSent();
    long start = System.nanoTime();
    step.run();
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Sample(seconds, server.takeSent());
  }

  private static void clone(String repository, GitHttpBackend server) throws Exception {
    Path directory = Files.createTempDirectory("clone");
    try {
      ProcessBuilder git =
          new ProcessBuilder(
              "git",
              "clone",
              "--quiet",
              "--depth",
              "1",
              server.base() + "/" + repository,
              directory.resolve("work").toString());
      git.environment().put("GIT_CONFIG_NOSYSTEM", "1");
      git.environment().put("HOME", directory.toString());
      if (git.inheritIO().start().waitFor() != 0) {
        throw new IOException("git clone failed");
      }
    } finally {
      delete(directory);
    }
  }

  private static void fetch(String repository, GitHttpBackend server) throws IOException {
    String[] parts = repository.toLowerCase(Locale.ROOT).split("/");
    RepositoryAddress address = new RepositoryAddress("github.com", parts[0], parts[1], null, null);
    GitSettings settings = GitSettings.DEFAULT.withMirror("github.com", server.base());
    ScanBudget d = ScanBudget.DEFAULT;
    ScanBudget patient =
        new ScanBudget(
            Duration.ofMinutes(5),
            d.scanTime(),
            d.transferBytes(),
            d.inflatedBytes(),
            d.fileBytes(),
            d.files(),
            d.entries(),
            d.treeDepth(),
            d.pathLength(),
            d.parseTime());
    try (RepositorySnapshot snapshot =
        new GitIntake(settings).fetch(address, patient, p -> {}, new Cancellation())) {
      for (Entry entry : snapshot.entries()) {
        if (entry.isPresent()) {
          snapshot.read(entry);
        }
      }
    }
  }

  private static void print(String repository, String method, List<Sample> samples) {
    List<Double> sorted = samples.stream().map(Sample::seconds).sorted().toList();
    System.out.printf(
        Locale.ROOT,
        "%-34s %-22s %7.2fs %7.2fs %7.2fs %12d%n",
        repository,
        method,
        samples.getFirst().seconds(),
        sorted.get(sorted.size() / 2),
        sorted.getFirst(),
        samples.getLast().bytes());
  }

  private static void delete(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      all.sorted(Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
