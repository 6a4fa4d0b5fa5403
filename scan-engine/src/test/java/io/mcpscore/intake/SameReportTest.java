package io.mcpscore.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.engine.Cancellation;
import io.mcpscore.engine.EngineSettings;
import io.mcpscore.engine.RepositorySnapshot;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.engine.ScanEngine;
import io.mcpscore.engine.check.SampleRepository;
import io.mcpscore.engine.suppress.SuppressionPolicy;
import io.mcpscore.model.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One tree gives one report, wherever it lies and whichever way it comes in. */
class SameReportTest {

  private static final Map<String, byte[]> TREE = SampleRepository.files();

  private static ScanEngine engine;
  private static String expected;

  @TempDir Path top;

  @BeforeAll
  static void start(@TempDir Path first) throws IOException {
    engine =
        new ScanEngine(
            new EngineSettings(2, SampleRepository.advisories(), SuppressionPolicy.LISTED));
    expected = scan(directory(first));
  }

  @AfterAll
  static void stop() {
    engine.close();
  }

  @Test
  void anotherPlaceOnDiskGivesTheSameBytes() throws IOException {
    assertEquals(expected, scan(directory(top.resolve("tests/fixtures/elsewhere"))));
  }

  @Test
  void anArchiveGivesTheSameBytesInWhateverOrderItWasPacked() {
    TestZip zip = new TestZip();
    new TreeSet<>(TREE.keySet())
        .descendingSet()
        .forEach(path -> zip.file("n-main/" + path, TREE.get(path)));

    assertEquals(
        expected,
        scan(
            new ArchiveIntake(new ZipLimits(4_500_000, 50_000_000, 1000), ScanBudget.DEFAULT)
                .open(zip.stream())));
  }

  @Test
  void aGitRepositoryGivesTheSameBytes() throws IOException {
    try (Repository repository =
        new FileRepositoryBuilder().setGitDir(top.toFile()).setBare().build()) {
      repository.create(true);
      TestRepository source = TestRepository.in(repository);
      TREE.forEach(source::file);
      source.commit("main");
    }

    assertEquals(expected, scan(new DirectoryIntake(ScanBudget.DEFAULT).open(top)));
  }

  private static RepositorySnapshot directory(Path root) throws IOException {
    for (Map.Entry<String, byte[]> file : TREE.entrySet()) {
      Path path = root.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    return new DirectoryIntake(ScanBudget.DEFAULT).open(root);
  }

  private static String scan(RepositorySnapshot snapshot) {
    try (snapshot) {
      return Json.write(
          engine.scan(snapshot, null, ScanBudget.DEFAULT, p -> {}, new Cancellation()));
    }
  }
}
