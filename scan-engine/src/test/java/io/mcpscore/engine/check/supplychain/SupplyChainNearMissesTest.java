package io.mcpscore.engine.check.supplychain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.engine.check.Fixture;
import io.mcpscore.engine.report.Reported;
import io.mcpscore.model.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What looks like a finding and is none, and how loud the others are. */
class SupplyChainNearMissesTest {

  private static final String SDK_LOCK =
      "{\"lockfileVersion\": 3, \"packages\": {\"node_modules/@modelcontextprotocol/sdk\":"
          + " {\"version\": \"1.20.0\", \"integrity\": \"sha512-a\"%s}}}";

  @Test
  void holesInPartsThatTheCodeDoesNotNameAreLow() {
    Fixture stdio =
        new Fixture()
            .file("package-lock.json", SDK_LOCK.formatted(""))
            .file("src/a.ts", "import { StdioServerTransport } from 'x';\n");

    assertEquals(List.of(Severity.LOW), severities(stdio.run("supply-chain-mcp-sdk")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "import { StreamableHTTPServerTransport } from 'x' | MEDIUM",
        "import { ListResourceTemplatesRequestSchema } from 'x' | LOW",
        "import { ResourceTemplate } from 'x' | MEDIUM",
      })
  void namesCountWhereTheyBegin(String code, Severity severity) {
    Fixture fixture =
        new Fixture().file("package-lock.json", SDK_LOCK.formatted("")).file("src/a.ts", code);

    assertEquals(List.of(severity), severities(fixture.run("supply-chain-mcp-sdk")));
  }

  @ParameterizedTest
  @CsvSource({"streamable_http_app, LOW", "auth_server_provider, MEDIUM"})
  void aHoleOfSessionsNeedsSomebodyWhoLogsIn(String word, Severity severity) {
    Fixture fixture =
        new Fixture()
            .file("uv.lock", "version = 1\n[[package]]\nname = \"mcp\"\nversion = \"1.27.0\"\n")
            .file("src/a.py", "x(" + word + "=1)\n");

    assertEquals(List.of(severity), severities(fixture.run("supply-chain-mcp-sdk")));
  }

  @Test
  void theRepairMendsEveryHoleThatIsNamed() {
    Fixture fixture = new Fixture().file("package-lock.json", SDK_LOCK.formatted(""));

    String text = fixture.run("supply-chain-mcp-sdk").getFirst().draft().description();
    assertTrue(text.endsWith("Repaired in 1.26.0."), text);
  }

  @Test
  void copiesOfOtherPackagesAreLow() {
    String lock =
        """
        lockfileVersion: '9.0'
        importers:
          .:
            dependencies:
              '@modelcontextprotocol/sdk':
                specifier: ^1.26.0
                version: 1.26.0
              other:
                specifier: ^1.0.0
                version: 1.0.0
        packages:
          '@modelcontextprotocol/sdk@1.20.0':
            resolution: {integrity: sha512-a}
          '@modelcontextprotocol/sdk@1.26.0':
            resolution: {integrity: sha512-a}
          other@1.0.0:
            resolution: {integrity: sha512-a}
        snapshots:
          '@modelcontextprotocol/sdk@1.20.0': {}
          '@modelcontextprotocol/sdk@1.26.0': {}
          other@1.0.0:
            dependencies:
              '@modelcontextprotocol/sdk': 1.20.0
        """;
    Fixture fixture =
        new Fixture()
            .file("pnpm-lock.yaml", lock)
            .file("src/a.ts", "import { StreamableHTTPServerTransport } from 'x';");

    assertEquals(List.of(Severity.LOW), severities(fixture.run("supply-chain-mcp-sdk")));
  }

  @Test
  void rangesThatReachARepairedVersionAreFine() {
    for (String range : List.of("^1.0.0", ">=1.2.0", "*", "next")) {
      String manifest = "{\"dependencies\": {\"@modelcontextprotocol/sdk\": \"" + range + "\"}}";
      assertEquals(
          List.of(), new Fixture().file("package.json", manifest).run("supply-chain-mcp-sdk"));
    }
  }

  @Test
  void aliasesAreTheirTargets() {
    String npm =
        "{\"lockfileVersion\": 3, \"packages\": {\"node_modules/string-width-cjs\": {\"name\":"
            + " \"string-width\", \"version\": \"4.2.3\", \"integrity\": \"sha512-a\", \"resolved\":"
            + " \"https://registry.npmjs.org/string-width/-/string-width-4.2.3.tgz\"}}}";
    String yarn =
        "\"string-width-cjs@npm:string-width@^4.2.0\", string-width@^4.1.0:\n"
            + "  version \"4.2.3\"\n"
            + "  resolved \"https://registry.yarnpkg.com/string-width/-/string-width-4.2.3.tgz#aa\"\n";

    for (Fixture fixture :
        List.of(
            new Fixture().file("package-lock.json", npm), new Fixture().file("yarn.lock", yarn))) {
      assertEquals(List.of(), fixture.run("supply-chain-lock-integrity"));
    }
  }

  @Test
  void workspacesAreInNoLockFile() {
    Fixture fixture =
        new Fixture()
            .file("package.json", "{\"name\": \"root\", \"dependencies\": {\"part\": \"^1.0.0\"}}")
            .file("packages/part/package.json", "{\"name\": \"part\"}")
            .file("yarn.lock", "zod@^3.25.0:\n  version \"3.25.76\"\n");

    assertEquals(List.of(), fixture.run("supply-chain-lock-drift"));
  }

  @Test
  void lockFilesAboveOrTooLargeAreLockFiles() {
    String manifest = "{\"dependencies\": {\"zod\": \"*\"}}";
    Fixture above =
        new Fixture().file("packages/a/package.json", manifest).file("yarn.lock", "# yarn\n");
    Fixture large =
        new Fixture().file("package.json", manifest).skipped("too-large", "pnpm-lock.yaml");
    Fixture part = new Fixture().file("packages/a/package.json", manifest);

    for (Fixture fixture : List.of(above, large, part)) {
      assertEquals(List.of(), fixture.run("supply-chain-no-lockfile"));
      assertEquals(List.of(), fixture.run("supply-chain-unpinned"));
    }
  }

  @ParameterizedTest
  @CsvSource({"^1.0.0", "1.x", "workspace:*", "file:../a", "npm:zod@^3", "catalog:"})
  void ordinaryRequirementsAreNoGitDependencies(String range) {
    Fixture fixture =
        new Fixture().file("package.json", "{\"dependencies\": {\"a\": \"" + range + "\"}}");

    assertEquals(List.of(), fixture.run("supply-chain-git-dependency"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ".npmrc | @acme:registry=https://npm.acme.example/",
        ".npmrc | registry=http://localhost:4873/",
        "requirements.txt | --index-url https://pypi.org/simple",
        "requirements.txt | # --extra-index-url http://x.example",
      })
  void scopesOwnMachinesAndThePublicRegistryAreFine(String path, String line) {
    assertEquals(
        List.of(), new Fixture().file(path, line + "\n").run("supply-chain-registry-override"));
  }

  @Test
  void namesOfPrivatePackagesAreFineWithOneRegistry() {
    Fixture fixture =
        new Fixture()
            .file("package.json", "{\"dependencies\": {\"acme-internal-auth\": \"1.0.0\"}}")
            .file(".npmrc", "registry=https://npm.acme.example/\n");

    assertEquals(List.of(), fixture.run("supply-chain-private-name"));
  }

  private static List<Severity> severities(List<Reported> found) {
    return found.stream().map(r -> r.draft().severity()).toList();
  }
}
