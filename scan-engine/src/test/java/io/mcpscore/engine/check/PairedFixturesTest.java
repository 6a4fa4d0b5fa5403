package io.mcpscore.engine.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.mcpscore.engine.dependency.Advisories;
import io.mcpscore.engine.dependency.AdvisoryReader;
import io.mcpscore.engine.report.Reported;
import io.mcpscore.model.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every check finds the defect of its bad fixtures and is silent on the repaired ones. */
class PairedFixturesTest {

  private static final String CASES =
      """
      rce-eval, typescript, CRITICAL
      rce-eval, python, CRITICAL
      rce-function-constructor, typescript, CRITICAL
      rce-child-process, typescript, CRITICAL
      rce-child-process, python, CRITICAL
      secrets-api-key, typescript, CRITICAL
      secrets-api-key, python, CRITICAL
      secrets-password, typescript, CRITICAL
      secrets-password, python, HIGH
      network-disabled-tls, typescript, HIGH
      network-disabled-tls, python, HIGH
      network-hardcoded-ip, typescript, MEDIUM
      network-hardcoded-ip, python, MEDIUM
      fs-sensitive-path, typescript, HIGH
      fs-sensitive-path, python, HIGH
      fs-path-traversal, typescript, HIGH
      fs-path-traversal, python, HIGH
      supply-chain-cve, typescript, HIGH
      supply-chain-cve, python, CRITICAL
      supply-chain-typosquat, typescript, HIGH
      supply-chain-typosquat, python, HIGH
      supply-chain-excessive-deps, typescript, MEDIUM
      supply-chain-excessive-deps, python, MEDIUM
      mcp-excessive-tools, typescript, MEDIUM
      mcp-excessive-tools, python, MEDIUM
      mcp-dangerous-tool, typescript, HIGH
      mcp-dangerous-tool, python, MEDIUM
      mcp-missing-description, typescript, LOW
      mcp-missing-description, python, LOW
      """;

  @ParameterizedTest
  @CsvSource(textBlock = CASES)
  void theDefectIsFoundAtItsSeverity(String check, String language, Severity severity)
      throws Exception {
    List<Reported> found = fixture(check, language, "bad").run(check);

    assertFalse(found.isEmpty());
    assertEquals(
        Set.of(severity), Set.copyOf(found.stream().map(r -> r.draft().severity()).toList()));
  }

  @ParameterizedTest
  @CsvSource(textBlock = CASES)
  void theRepairedCodeIsSilent(String check, String language) throws Exception {
    assertEquals(List.of(), fixture(check, language, "fixed").run(check));
  }

  @Test
  void everyCheckHasAPair() {
    Set<String> covered = new TreeSet<>();
    CASES.lines().forEach(line -> covered.add(line.substring(0, line.indexOf(','))));
    Set<String> checks = new TreeSet<>();
    Checks.all().forEach(c -> checks.add(c.info().id()));

    assertEquals(checks, covered);
  }

  private static Fixture fixture(String check, String language, String state) throws Exception {
    Path directory = Path.of(PairedFixturesTest.class.getResource("/fixtures/advisories").toURI());
    Advisories advisories = AdvisoryReader.read(directory);
    return Fixture.ofResources(check + "/" + language + "/" + state).advisories(advisories);
  }
}
