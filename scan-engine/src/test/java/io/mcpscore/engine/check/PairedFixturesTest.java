package io.mcpscore.engine.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.mcpscore.engine.dependency.Advisories;
import io.mcpscore.engine.dependency.AdvisoryReader;
import io.mcpscore.engine.report.Reported;
import io.mcpscore.model.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every check finds the defect of its bad fixtures and is silent on the repaired ones. A pair is a
 * directory {@code fixtures/<check>/<variant>/} with {@code bad/}, {@code fixed/} and a file {@code
 * severity} that holds the severity at which the defect is to be found.
 */
class PairedFixturesTest {

  @ParameterizedTest
  @MethodSource("pairs")
  void theDefectIsFoundAtItsSeverity(String check, String variant) throws Exception {
    Path expected = fixtures().resolve(check).resolve(variant).resolve("severity");
    List<Reported> found = fixture(check, variant, "bad").run(check);

    assertFalse(found.isEmpty());
    assertEquals(
        Set.of(Severity.valueOf(Files.readString(expected).strip())),
        found.stream().map(r -> r.draft().severity()).collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void theRepairedCodeIsSilent(String check, String variant) throws Exception {
    assertEquals(List.of(), fixture(check, variant, "fixed").run(check));
  }

  @Test
  void everyCheckHasAPair() throws Exception {
    Set<String> checks = new TreeSet<>();
    Checks.all().forEach(c -> checks.add(c.info().id()));

    assertEquals(checks, new TreeSet<>(names(fixtures())));
  }

  static List<String[]> pairs() throws Exception {
    Path fixtures = fixtures();
    return names(fixtures).stream()
        .flatMap(c -> names(fixtures.resolve(c)).stream().map(v -> new String[] {c, v}))
        .toList();
  }

  private static Path fixtures() throws Exception {
    return Path.of(PairedFixturesTest.class.getResource("/fixtures").toURI());
  }

  private static List<String> names(Path directory) {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(p -> p.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Fixture fixture(String check, String variant, String state) throws Exception {
    Path directory = Path.of(PairedFixturesTest.class.getResource("/advisories").toURI());
    Advisories advisories = AdvisoryReader.read(directory);
    return Fixture.ofResources(check + "/" + variant + "/" + state).advisories(advisories);
  }
}
