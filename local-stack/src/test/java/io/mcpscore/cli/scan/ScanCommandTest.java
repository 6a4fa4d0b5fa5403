package io.mcpscore.cli.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.cli.Run;
import io.mcpscore.local.TestRepository;
import io.mcpscore.model.Json;
import io.mcpscore.model.ScanId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanCommandTest {

  private static final String FILE = "server.ts";
  private static final String SERVER =
      """
      import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
      import { z } from "zod";

      const server = new McpServer({ name: "demo", version: "1.0.0" });

      server.tool("calculate", "Computes a formula", { formula: z.string() }, async ({ formula }) => {
        return { content: [{ type: "text", text: String(eval(formula)) }] };
      });
      """;

  @TempDir Path temp;

  @Test
  void theSameTreeGivesTheSameReportWhereverItComesFrom() throws Exception {
    // Given one tree as a directory, in archives and in a repository behind a mirror
    Path directory = directory();
    Path zip = zip(temp.resolve("demo.zip"));
    Path tar = tar(temp.resolve("demo.tar.gz"), directory);
    String commit = TestRepository.bare(temp.resolve("mirror/acme/demo.git"), FILE, SERVER);
    String mirror = "github.com=" + temp.resolve("mirror");

    // When each is scanned
    JsonNode tree = json(Run.of("scan", directory.toString(), "--format", "json"));
    JsonNode archive = json(Run.of("scan", zip.toString(), "--format", "json"));
    JsonNode tarred = json(Run.of("scan", tar.toString(), "--format", "json"));
    JsonNode remote =
        json(Run.of("scan", "github.com/Acme/Demo", "--format", "json", "--mirror", mirror));

    // Then only their origin tells them apart
    assertEquals(tree.get("reportDigest"), archive.get("reportDigest"));
    assertEquals(tree.get("reportDigest"), tarred.get("reportDigest"));
    assertEquals(tree.get("reportDigest"), remote.get("reportDigest"));
    assertEquals("calculate", tree.at("/tools/0/name").asText());
    assertEquals("rce-eval", tree.at("/findings/0/checkId").asText());
    assertEquals("local:demo", tree.get("url").asText());
    assertEquals("local:demo.zip", archive.get("url").asText());
    assertEquals("local:demo.tar.gz", tarred.get("url").asText());
    assertEquals("https://github.com/acme/demo", remote.get("url").asText());
    assertEquals(commit, remote.get("commit").asText());
    assertTrue(ScanId.isValid(remote.get("id").asText()));
  }

  @Test
  void theExitCodeTellsWhetherTheScoreIsEnough() throws Exception {
    String directory = directory().toString();
    int score = json(Run.of("scan", directory, "--format", "json")).get("score").asInt();

    Run enough = Run.of("scan", directory, "--fail-under", Integer.toString(score));
    Run tooLow = Run.of("scan", directory, "--fail-under", Integer.toString(score + 1));

    assertEquals(0, enough.exitCode());
    assertEquals(1, tooLow.exitCode());
    assertTrue(tooLow.out().contains("rce-eval"), "the result is shown all the same");
    assertEquals("", tooLow.err());
  }

  @Test
  void writesToAFileInThePlaceOfStandardOutput() throws Exception {
    Path file = temp.resolve("out.sarif");

    Run run =
        Run.of("scan", directory().toString(), "--format", "SARIF", "--output", file.toString());

    assertEquals(0, run.exitCode());
    assertEquals("", run.out());
    assertEquals("2.1.0", Json.mapper().readTree(file.toFile()).get("version").asText());
  }

  @Test
  void whatCannotBeScannedIsThreeWithTheCodeOfTheApi() throws Exception {
    Path empty = Files.createDirectory(temp.resolve("empty"));
    Path broken = Files.writeString(temp.resolve("broken.zip"), "not a ZIP file");
    Files.createDirectory(temp.resolve("mirror"));

    Run noServer = Run.of("scan", empty.toString());
    Run noArchive = Run.of("scan", broken.toString());
    Run noRepository =
        Run.of("scan", "github.com/no/body", "--mirror", "github.com=" + temp.resolve("mirror"));

    for (Run run : new Run[] {noServer, noArchive, noRepository}) {
      assertEquals(3, run.exitCode(), run.err());
      assertEquals("", run.out());
    }
    assertTrue(noServer.err().startsWith("NO_MCP_SERVER: "), noServer.err());
    assertTrue(noArchive.err().startsWith("CLONE_FAILED: "), noArchive.err());
    assertTrue(noRepository.err().startsWith("REPO_NOT_FOUND: "), noRepository.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "scan",
        "scan /no/such/directory",
        "scan https://example.org/acme/demo",
        "scan . --ref main",
        "scan github.com/acme/demo --ref --upload-pack=x",
        "scan github.com/acme/demo --path ../..",
        "scan . --fail-under 101",
        "scan . --format xml",
      })
  void wrongUseIsTwo(String line) {
    Run run = Run.of(line.split(" "));

    assertEquals(2, run.exitCode(), run.err());
    assertEquals("", run.out());
    assertFalse(run.err().isBlank());
  }

  private static JsonNode json(Run run) throws IOException {
    assertEquals("", run.err());
    assertEquals(0, run.exitCode());
    return Json.mapper().readTree(run.out());
  }

  private Path directory() throws IOException {
    Path directory = Files.createDirectory(temp.resolve("demo"));
    Files.writeString(directory.resolve(FILE), SERVER);
    return directory;
  }

  private static Path tar(Path file, Path directory) throws Exception {
    Process tar =
        new ProcessBuilder("tar", "-czf", file.toString(), "-C", directory.toString(), ".")
            .inheritIO()
            .start();
    assertEquals(0, tar.waitFor());
    return file;
  }

  private static Path zip(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("demo/" + FILE));
      zip.write(SERVER.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }
}
