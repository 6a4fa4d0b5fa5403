package io.mcpscore.engine.dependency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.model.Severity;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdvisoryReaderTest {

  private static final String TWO_RANGES =
      """
      {"id": "PYSEC-1", "modified": "2030-05-06T07:08:09Z", "aliases": ["CVE-1", "GHSA-1"],
       "affected": [{"package": {"ecosystem": "PyPI", "name": "Some_Lib"},
         "versions": ["0.1.post9"],
         "ranges": [{"type": "GIT", "events": [{"introduced": "abc"}]},
           {"type": "ECOSYSTEM", "events": [{"introduced": "1.0"}, {"fixed": "1.4"},
             {"introduced": "2.0"}, {"last_affected": "2.3"}]}]}]}
      """;

  private static final String SAME_THING =
      """
      {"id": "GHSA-1", "modified": "2029-01-01T00:00:00Z", "aliases": ["CVE-1"],
       "database_specific": {"severity": "LOW"},
       "affected": [{"package": {"ecosystem": "PyPI", "name": "some-lib"},
         "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.5"}]}]}]}
      """;

  @TempDir Path temp;

  @ParameterizedTest
  @CsvSource({"0.9, 0", "0.1.post9, 1", "1.0, 1", "1.4, 0", "2.0rc1, 0", "2.3, 1", "2.3.1, 0"})
  void rangesAndVersionsDecide(String version, int affecting) throws Exception {
    Files.writeString(temp.resolve("a.json"), TWO_RANGES);
    Advisories advisories = AdvisoryReader.read(temp);

    long found =
        advisories.of(Ecosystem.PYPI, "some-lib").stream()
            .filter(a -> a.affects(Ecosystem.PYPI, version))
            .count();

    assertEquals(affecting, found);
    assertEquals("2030-05-06", advisories.date().orElseThrow());
    assertEquals(List.of(), advisories.of(Ecosystem.NPM, "some-lib"));
  }

  @Test
  void whatSharesAnAliasIsOneWithTheSeverityThatIsKnown() throws Exception {
    Files.writeString(temp.resolve("a.json"), TWO_RANGES);
    Files.writeString(temp.resolve("b.json"), SAME_THING);

    List<AdvisoryGroup> groups =
        AdvisoryGroup.of(AdvisoryReader.read(temp).of(Ecosystem.PYPI, "some-lib"));

    assertEquals(1, groups.size());
    assertEquals("CVE-1", groups.getFirst().id());
    assertEquals(Severity.LOW, groups.getFirst().severity());
    assertEquals("1.4", groups.getFirst().fixFor(Ecosystem.PYPI, "1.1").orElseThrow());
  }

  @Test
  void zipFilesGiveTheSameAndAnIndexSavesReadingThem() throws Exception {
    Path zip = zip(Files.createDirectories(temp.resolve("PyPI")).resolve("all.zip"), TWO_RANGES);
    AdvisoryIndex read = AdvisoryReader.index(temp);
    Files.write(temp.resolve(AdvisoryIndex.FILE), read.text());

    // A broken archive of the same size is not looked at while the index fits.
    Files.write(zip, new byte[(int) Files.size(zip)]);
    assertEquals(1, AdvisoryReader.index(temp).count(Ecosystem.PYPI));
    // Another size is another snapshot.
    zip(zip, TWO_RANGES.replace("2030-05-06", "2031-01-01").replace("PYSEC-1", "PYSEC-12345"));
    assertEquals("2031-01-01", AdvisoryReader.index(temp).date());
    assertEquals("2031-01-01", AdvisoryReader.index(zip).date());
  }

  @Test
  void damagedFilesAreErrorsAndDamagedIndexesAreNot() throws Exception {
    zip(temp.resolve("npm.zip"), TWO_RANGES);
    Files.writeString(temp.resolve(AdvisoryIndex.FILE), "something else\n");
    assertEquals(1, AdvisoryReader.index(temp).count(Ecosystem.PYPI));

    Files.writeString(temp.resolve("x.json"), "{");
    IOException failure = assertThrows(IOException.class, () -> AdvisoryReader.read(temp));
    assertTrue(failure.getMessage().contains("x.json"));
  }

  @Test
  void namesThatBeginAlikeAreToldApart() throws Exception {
    for (String name : List.of("a", "a-b", "ab", "b")) {
      Files.writeString(
          temp.resolve(name + ".json"),
          TWO_RANGES.replace("Some_Lib", name).replace("PYSEC-1", "PYSEC-" + name));
    }
    Advisories advisories = AdvisoryReader.read(temp);

    for (String name : List.of("a", "a-b", "ab", "b")) {
      List<Advisory> found = advisories.of(Ecosystem.PYPI, name);
      assertEquals(List.of("PYSEC-" + name), found.stream().map(Advisory::id).toList());
    }
    assertEquals(List.of(), advisories.of(Ecosystem.PYPI, "aa"));
    assertEquals(List.of(), advisories.of(Ecosystem.PYPI, "zz"));
  }

  @ParameterizedTest
  @CsvSource({
    "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N, CRITICAL",
    "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N, HIGH",
    "CVSS:4.0/AV:L/AC:L/AT:N/PR:L/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N, HIGH",
    "CVSS:4.0/AV:N/AC:L/AT:N/PR:L/UI:N/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N, MEDIUM",
    "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:P/VC:N/VI:N/VA:N/SC:L/SI:L/SA:N, MEDIUM",
    "CVSS:4.0/AV:N/AC:H/AT:P/PR:H/UI:N/VC:L/VI:N/VA:N/SC:N/SI:N/SA:N, LOW",
    "CVSS:4.0/AV:N, MEDIUM",
  })
  void cvss4IsRatedAsTheStandardDoes(String vector, Severity severity) {
    assertEquals(severity, Cvss4.severity(vector));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NPM | ^1.2.3 | 1.2.3 | 2",
        "NPM | ^0.1.2 | 0.1.2 | 0.2",
        "NPM | ~1.20.0 | 1.20.0 | 1.21",
        "NPM | 1.x | 1 | 2",
        "NPM | >=1.0.0 <2.0.0 | 1.0.0 | 2.0.0",
        "NPM | 1.2.3 | 1.2.3 | 1.2.3",
        "NPM | latest | 0 | -",
        "NPM | >=1 | 1 | -",
        "PYPI | ~=1.4 | 1.4 | 2",
        "PYPI | ~=1.4.2 | 1.4.2 | 1.5",
        "PYPI | ==1.9.* | 1.9 | 1.10",
        "PYPI | >=1.2,<1.10 | 1.2 | 1.10",
        "PYPI | >=1.2,!=1.5 | 1.2 | -",
      })
  void requirementsHaveBounds(
      Ecosystem ecosystem, String requirement, String lowest, String below) {
    Bounds bounds = Bounds.of(ecosystem, requirement).orElseThrow();

    assertEquals(lowest, bounds.lowest());
    assertEquals(below.equals("-") ? null : below, bounds.below());
  }

  @ParameterizedTest
  @CsvSource({"next", "1.0 || 2.0", "1.0 - 2.0", "github:a/b", "workspace:*"})
  void whatIsNoRangeHasNone(String requirement) {
    assertTrue(Bounds.of(Ecosystem.NPM, requirement).isEmpty());
  }

  private static Path zip(Path file, String json) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("one.json"));
      zip.write(json.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }
}
