package io.mcpscore.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.engine.check.SampleRepository;
import io.mcpscore.engine.suppress.SuppressionPolicy;
import io.mcpscore.model.Json;
import io.mcpscore.model.Report;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One tree and one rule set give one report, byte for byte (invariant 7). */
class DeterminismTest {

  private static final int RUNS = 20;
  private static final int[] THREADS = {1, 2, 8};

  private static Map<String, byte[]> files;
  private static String expected;

  @BeforeAll
  static void scanOnce() {
    files = SampleRepository.files();
    try (ScanEngine engine = engine(2)) {
      Report report = scan(engine, new ShuffledSnapshot(files, 0));
      assertTrue(report.coverage().filesSeen() >= 300, "as large as real repositories");
      assertTrue(report.findings().size() >= 300, "with much to put in order");
      assertTrue(report.servers().size() >= 100, "many servers");
      assertTrue(report.tools().size() >= 150, "many tools");
      expected = Json.write(report);
    }
  }

  @Test
  void theOrderOfTheFilesAndTheNumberOfThreadsChangeNothing() {
    List<ScanEngine> engines = new ArrayList<>();
    try {
      for (int threads : THREADS) {
        engines.add(engine(threads));
      }
      for (int run = 1; run <= RUNS; run++) {
        Report report = scan(engines.get(run % engines.size()), new ShuffledSnapshot(files, run));
        assertEquals(expected, Json.write(report), "run " + run);
      }
    } finally {
      engines.forEach(ScanEngine::close);
    }
  }

  /** Immutable sets are walked in an order that differs from process to process. */
  @Test
  void anotherProcessInAnotherCountryGivesTheSameBytes() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process process =
        new ProcessBuilder(
                java,
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Duser.language=tr",
                "-Duser.country=TR",
                "-Duser.timezone=Pacific/Chatham",
                "-Dfile.encoding=ISO-8859-9",
                "-cp",
                System.getProperty("java.class.path"),
                DeterminismTest.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String other = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    assertEquals(0, process.exitValue());
    assertEquals(Json.sha256(expected), other);
  }

  /** What the other process does. */
  public static void main(String[] arguments) {
    try (ScanEngine engine = engine(1)) {
      Report report = scan(engine, new ShuffledSnapshot(SampleRepository.files(), 0));
      System.out.print(Json.sha256(Json.write(report)));
    }
  }

  private static ScanEngine engine(int threads) {
    return new ScanEngine(
        new EngineSettings(threads, SampleRepository.advisories(), SuppressionPolicy.LISTED));
  }

  private static Report scan(ScanEngine engine, RepositorySnapshot snapshot) {
    return engine.scan(snapshot, null, ScanBudget.DEFAULT, p -> {}, new Cancellation());
  }
}
