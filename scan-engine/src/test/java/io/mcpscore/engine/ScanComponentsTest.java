package io.mcpscore.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.engine.suppress.SuppressionPolicy;
import io.mcpscore.model.Component;
import io.mcpscore.model.Dependencies;
import io.mcpscore.model.Json;
import io.mcpscore.model.KnownVulnerability;
import io.mcpscore.model.Report;
import io.mcpscore.model.Severity;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The packages that a report lists. */
class ScanComponentsTest {

  private static final String SERVER =
      """
      import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
      const server = new McpServer({ name: "demo", version: "1.0.0" });
      server.tool("ping", "Answers", {}, async () => ({ content: [] }));
      """;

  private static final String MANIFEST =
      """
      {
        "dependencies": {
          "left-hand": "^1.0.0",
          "open": "^2.0.0",
          "private": "git+https://user:hunter2secret@git.example/private.git#v1"
        },
        "devDependencies": { "tester": "3.0.0" }
      }
      """;

  private static final String LOCK =
      """
      {
        "lockfileVersion": 3,
        "packages": {
          "": { "dependencies": { "left-hand": "^1.0.0" } },
          "node_modules/left-hand": {
            "version": "1.3.0",
            "resolved": "https://registry.npmjs.org/left-hand/-/left-hand-1.3.0.tgz",
            "integrity": "sha512-a"
          },
          "node_modules/deep": {
            "version": "0.1.0",
            "resolved": "https://registry.npmjs.org/deep/-/deep-0.1.0.tgz",
            "integrity": "sha512-b"
          },
          "node_modules/tester": {
            "version": "3.0.0",
            "dev": true,
            "resolved": "https://registry.npmjs.org/tester/-/tester-3.0.0.tgz",
            "integrity": "sha512-c"
          }
        }
      }
      """;

  @Test
  void everyPackageIsListedOnceWithTheVersionThatIsUsed() throws Exception {
    Dependencies dependencies = scan().dependencies();

    assertEquals(
        List.of(
            "deep 0.1.0 indirect package-lock.json",
            "left-hand 1.3.0 direct package-lock.json",
            "open null direct package.json",
            "private null direct package.json",
            "tester 3.0.0 direct development package-lock.json"),
        dependencies.components().stream().map(ScanComponentsTest::line).toList());
    assertEquals(4, dependencies.count());
    assertEquals(5, dependencies.componentsFound());
    assertEquals("^2.0.0", named(dependencies, "open").requirement());
  }

  @Test
  void aPackageCarriesWhatIsKnownAgainstItsVersion() throws Exception {
    Dependencies dependencies = scan().dependencies();

    KnownVulnerability known = named(dependencies, "left-hand").advisories().getFirst();
    assertEquals("CVE-2099-0001", known.id());
    assertEquals(List.of("GHSA-fixt-ure1-0001"), known.aliases());
    assertEquals(Severity.HIGH, known.severity());
    assertEquals("1.4.3", known.fixed());
    assertTrue(named(dependencies, "deep").advisories().isEmpty());
  }

  @Test
  void whatStandsInThePlaceOfAVersionIsNotRepeated() throws Exception {
    Dependencies dependencies = scan().dependencies();

    assertEquals("git", named(dependencies, "private").origin());
    assertFalse(Json.write(dependencies).contains("hunter2secret"));
  }

  private static Component named(Dependencies dependencies, String name) {
    return dependencies.components().stream()
        .filter(c -> c.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static String line(Component c) {
    return c.name()
        + " "
        + c.version()
        + (c.direct() ? " direct " : " indirect ")
        + (c.development() ? "development " : "")
        + c.file();
  }

  private static Report scan() throws Exception {
    Path advisories = Path.of(ScanComponentsTest.class.getResource("/advisories").toURI());
    SuppressionPolicy policy = new SuppressionPolicy(false, () -> LocalDate.EPOCH);
    MemorySnapshot snapshot =
        new MemorySnapshot()
            .file("src/server.ts", SERVER)
            .file("package.json", MANIFEST)
            .file("package-lock.json", LOCK);
    try (ScanEngine engine = new ScanEngine(new EngineSettings(1, advisories, policy))) {
      return engine.scan(snapshot, null, ScanBudget.DEFAULT, progress -> {}, new Cancellation());
    }
  }
}
