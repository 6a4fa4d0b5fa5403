package io.mcpscore.engine.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mcpscore.engine.syntax.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No file ends a scan, fills a heap of 768 MB or keeps the engine for more than half a minute, and
 * none hides what is wrong with the server beside it. The scans run in a process of their own with
 * that heap, on real parser processes.
 */
class HostileSourceTest {

  private static final String HEAP = "-Xmx768m";
  private static final long MOST_MILLIS = 30_000;
  private static final int MOST_MINUTES = 8;

  /** One or two of every kind; the main method of {@link HostileScans} takes them all. */
  private static final String CHOSEN =
      "script:"
          + " (?:parentheses|templates|functions|elements|decorators|concatenation|promises|reassignments|parameters|number|tools"
          + " that share|listed tools|ring of functions|ring over files|re-exports of all by"
          + " all|inheritance|prototypes|aliases in a ring|constants that double|objects that"
          + " double|repetition|open generics)$|python: (?:lambdas|indents|elif|parameters|tools"
          + " that share|ring of functions|star imports of all by all|inheritance|lists that double"
          + "|arithmetic)$|bytes: |yaml: (?:aliases|flow|indents)|json: (?:brackets|number)|toml:"
          + " (?:dotted|lists)|lock: (?:npm|uv)|settings: |docker:"
          + " (?:continuation|stages)|workflow: |text: (?:invisible|hidden|links)|description:"
          + " (?:invisible|words|blanks)|flood: (?:AKIA|password=)$";

  private static final ObjectMapper JSON = new ObjectMapper();

  private static Path out;
  private static Process process;
  private static long deadline;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    out = directory;
    deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(MOST_MINUTES);
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                HostileScans.class.getName(),
                out.toString(),
                CHOSEN)
            .redirectErrorStream(true)
            .redirectOutput(out.resolve("log").toFile())
            .start();
  }

  @AfterAll
  static void stop() {
    process.destroyForcibly();
  }

  static Stream<HostileCase> cases() {
    Pattern chosen = Pattern.compile(CHOSEN);
    return HostileCase.all().filter(c -> chosen.matcher(c.name()).find());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isScannedInItsTimeAndHidesNothing(HostileCase hostile) throws Exception {
    JsonNode report = report(hostile);
    JsonNode coverage = report.path("coverage");

    Set<String> missed = findings(report(HostileCase.named("nothing")));
    assertEquals(Set.of("honest/server.ts", "honest/server.py"), files(missed));
    missed.removeAll(findings(report));
    assertEquals(Set.of(), missed, () -> "coverage " + coverage);

    Set<String> skipped = new TreeSet<>();
    coverage.path("skipped").forEach(s -> s.path("files").forEach(f -> skipped.add(f.asText())));
    long code = skipped.stream().filter(f -> Language.ofPath(f).isPresent()).count();
    assertEquals(
        coverage.path("sourceFiles").asInt(), coverage.path("filesAnalysed").asInt() + code);

    assertFalse(coverage.toString().contains("internal error"), coverage::toString);
    long millis = Long.parseLong(Files.readString(out.resolve(hostile.fileName() + ".millis")));
    assertTrue(millis < MOST_MILLIS, millis + " ms");
  }

  /** The report of a case, as soon as the other process has written it. */
  private static JsonNode report(HostileCase hostile) throws Exception {
    Path report = out.resolve(hostile.fileName() + ".json");
    Path end = out.resolve(hostile.fileName() + ".millis");
    while (!Files.exists(end) && process.isAlive()) {
      assertTrue(System.nanoTime() < deadline, "out of time before " + hostile);
      Thread.sleep(50);
    }
    assertTrue(Files.exists(end), () -> "the process ended before " + hostile + ": " + log());
    return JSON.readTree(Files.readString(report));
  }

  private static String log() {
    try {
      return Files.readString(out.resolve("log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static Set<String> findings(JsonNode report) {
    Set<String> out = new TreeSet<>();
    for (JsonNode f : report.path("findings")) {
      if (f.path("file").asText().startsWith("honest/") && !f.path("tool").isNull()) {
        out.add(
            Stream.of("file", "line", "checkId", "severity", "evidence", "tool")
                .map(name -> f.path(name).asText())
                .collect(Collectors.joining(" ")));
      }
    }
    return out;
  }

  private static Set<String> files(Set<String> findings) {
    return findings.stream().map(f -> f.substring(0, f.indexOf(' '))).collect(Collectors.toSet());
  }
}
