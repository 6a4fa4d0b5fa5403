package io.mcpscore.engine.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.catalogue.Catalogue;
import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.engine.dependency.AdvisoryReader;
import io.mcpscore.model.Category;
import io.mcpscore.model.Severity;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ChecksTest {

  @ParameterizedTest
  @CsvSource({
    "rce-eval, CRITICAL, RCE, eval() Usage",
    "rce-function-constructor, CRITICAL, RCE, new Function() Constructor",
    "rce-child-process, CRITICAL, RCE, child_process Usage",
    "secrets-api-key, CRITICAL, SECRETS,",
    "secrets-password, CRITICAL, SECRETS,",
    "network-disabled-tls, HIGH, NETWORK,",
    "network-hardcoded-ip, MEDIUM, NETWORK,",
    "fs-sensitive-path, HIGH, FILESYSTEM,",
    "fs-path-traversal, HIGH, FILESYSTEM,",
    "supply-chain-cve, CRITICAL, SUPPLY_CHAIN,",
    "supply-chain-typosquat, HIGH, SUPPLY_CHAIN,",
    "supply-chain-excessive-deps, MEDIUM, SUPPLY_CHAIN,",
    "mcp-excessive-tools, MEDIUM, MCP,",
    "mcp-dangerous-tool, HIGH, MCP,",
    "mcp-missing-description, LOW, MCP,",
  })
  void thePublishedChecksKeepIdSeverityAndName(
      String id, Severity severity, Category category, String name) {
    CheckInfo info = Checks.find(id).orElseThrow().info();

    assertEquals(severity, info.severity());
    assertEquals(category, info.category());
    assertEquals(name == null ? info.name() : name, info.name());
  }

  @Test
  void idsAreUniqueAndUnknownOnesAreNotFound() {
    Set<String> ids = new HashSet<>();

    assertTrue(Checks.all().stream().allMatch(c -> ids.add(c.info().id())));
    assertTrue(Checks.find("rce-evil").isEmpty());
  }

  /** The index of the catalogue is written by hand, for those who do not know the checks. */
  @Test
  void theCatalogueHasTheEntriesOfAllChecksInTheirOrder() {
    assertEquals(List.copyOf(Catalogue.all()), entries().toList());
  }

  @ParameterizedTest
  @MethodSource("entries")
  void everyEntryIsComplete(CheckInfo info) {
    for (String text : List.of(info.name(), info.what(), info.why(), info.remediation())) {
      assertFalse(text.isBlank());
    }
    assertFalse(info.cwe().isEmpty());
    assertTrue(info.cwe().stream().allMatch(c -> c.matches("CWE-[0-9]+")));
    assertFalse(info.owasp().isEmpty());
    assertTrue(info.owasp().stream().allMatch(o -> o.matches("MCP(?:0[1-9]|10):2025")));
  }

  @ParameterizedTest
  @MethodSource("entries")
  void theBadExampleIsFoundAndTheFixedOneIsNot(CheckInfo info) throws Exception {
    assertFalse(run(info, info.badExample()).isEmpty());
    assertEquals(List.of(), run(info, info.fixedExample()));
  }

  static Stream<CheckInfo> entries() {
    return Checks.all().stream().map(Check::info);
  }

  private static List<?> run(CheckInfo info, String fenced) throws Exception {
    String fence = fenced.substring("```".length(), fenced.indexOf('\n')).strip();
    String code = fenced.substring(fenced.indexOf('\n') + 1, fenced.lastIndexOf("```"));
    // "yaml .github/workflows/ci.yml" names the file as well; most examples need no name.
    String path =
        switch (fence) {
          case "typescript" -> "src/server.ts";
          case "python" -> "src/server.py";
          case "json" -> "package.json";
          default -> fence.substring(fence.indexOf(' ') + 1);
        };
    Path advisories = Path.of(ChecksTest.class.getResource("/advisories").toURI());
    return new Fixture()
        .file(path, code)
        .advisories(AdvisoryReader.read(advisories))
        .run(info.id());
  }
}
