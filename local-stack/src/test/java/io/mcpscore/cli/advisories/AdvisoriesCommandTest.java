package io.mcpscore.cli.advisories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.mcpscore.cli.Run;
import io.mcpscore.model.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdvisoriesCommandTest {

  private static final String ADVISORY =
      """
      {"id": "GHSA-%s", "modified": "%s", "aliases": ["CVE-2030-0001"],
       "database_specific": {"severity": "HIGH"},
       "affected": [{"package": {"ecosystem": "%s", "name": "%s"},
         "ranges": [{"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "2.0.0"}]}]}]}
      """;

  @TempDir Path temp;
  private final Map<String, byte[]> answers = new HashMap<>();
  private HttpServer server;
  private String base;

  @BeforeEach
  void serve() throws IOException {
    answers.put("/npm/all.zip", zip("npm", "old-lib", "2030-01-02T00:00:00Z"));
    answers.put("/PyPI/all.zip", zip("PyPI", "old_lib", "2030-01-03T00:00:00Z"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = answers.get(exchange.getRequestURI().getPath());
          exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
          if (body != null) {
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    server.start();
    base = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void whatWasFetchedIsShownAndUsedByScans() throws Exception {
    Path place = temp.resolve("known");

    Run update = Run.of("advisories", "update", "--dir", place.toString(), "--from", base + "/");
    Run status = Run.of("advisories", "status", "--dir", place.toString());
    JsonNode report = scan("--advisories", place.toString());

    assertEquals(0, update.exitCode(), update.err());
    assertTrue(update.out().contains("1 of npm, 1 of PyPI"), update.out());
    assertTrue(status.out().contains("2030-01-03"), status.out());
    assertEquals("2030-01-03", report.at("/dependencies/advisorySnapshot").asText());
    assertTrue(report.get("findings").toString().contains("CVE-2030-0001"));
    try (Stream<Path> left = Files.walk(place)) {
      assertEquals(
          List.of("advisories.index", "all.zip", "all.zip"),
          left.filter(Files::isRegularFile).map(f -> f.getFileName().toString()).sorted().toList());
    }
  }

  @Test
  void theStandardPlaceIsUsedWhenItIsFilled() throws Exception {
    System.setProperty("mcpscore.advisories", temp.resolve("standard").toString());
    try {
      assertTrue(scan().at("/dependencies/advisorySnapshot").isNull());
      assertEquals(0, Run.of("advisories", "update", "--from", base).exitCode());
      assertEquals("2030-01-03", scan().at("/dependencies/advisorySnapshot").asText());
    } finally {
      System.clearProperty("mcpscore.advisories");
    }
  }

  @Test
  void aFailedUpdateKeepsWhatIsThereAndSaysWhatToDo() throws Exception {
    String place = temp.resolve("known").toString();
    Run.of("advisories", "update", "--dir", place, "--from", base);
    String before = Run.of("advisories", "status", "--dir", place).out();

    answers.put("/npm/all.zip", zip("npm", "new-lib", "2031-01-01T00:00:00Z"));
    answers.put("/PyPI/all.zip", "no ZIP file".getBytes(StandardCharsets.UTF_8));
    Run damaged = Run.of("advisories", "update", "--dir", place, "--from", base);
    answers.remove("/PyPI/all.zip");
    Run absent = Run.of("advisories", "update", "--dir", place, "--from", base);
    server.stop(0);
    Run silent = Run.of("advisories", "update", "--dir", place, "--from", base);

    for (Run run : List.of(damaged, absent, silent)) {
      assertEquals(1, run.exitCode());
      assertEquals("", run.out());
      assertTrue(run.err().contains("Nothing was changed."), run.err());
    }
    assertTrue(absent.err().contains("answered 404"), absent.err());
    assertTrue(silent.err().contains("advisories update --from DIR"), silent.err());
    assertEquals(before, Run.of("advisories", "status", "--dir", place).out());
    try (Stream<Path> left = Files.walk(Path.of(place))) {
      assertFalse(left.anyMatch(f -> f.toString().endsWith(".part")));
    }
  }

  @Test
  void filesThatWereFetchedElsewhereWillDo() throws Exception {
    Path from = Files.createDirectories(temp.resolve("stick"));
    Files.write(from.resolve("npm.zip"), answers.get("/npm/all.zip"));
    String place = temp.resolve("known").toString();

    Run lacking = Run.of("advisories", "update", "--dir", place, "--from", from.toString());
    Files.createDirectory(from.resolve("PyPI"));
    Files.write(from.resolve("PyPI/all.zip"), answers.get("/PyPI/all.zip"));
    Run complete = Run.of("advisories", "update", "--dir", place, "--from", from.toString());

    assertEquals(1, lacking.exitCode());
    assertTrue(lacking.err().contains("npm/all.zip and PyPI/all.zip"), lacking.err());
    assertEquals(0, complete.exitCode(), complete.err());
  }

  @Test
  void wrongUseAndAbsenceAreSaid() throws Exception {
    Path empty = Files.createDirectory(temp.resolve("empty"));

    assertEquals(2, Run.of("advisories").exitCode());
    assertEquals(2, Run.of("advisories", "update", "--from", "no/such/place").exitCode());
    assertEquals(2, Run.of("scan", empty.toString(), "--advisories", "/no/such").exitCode());
    for (String place : List.of(empty.toString(), temp.resolve("absent").toString())) {
      Run status = Run.of("advisories", "status", "--dir", place);
      assertEquals(1, status.exitCode());
      assertTrue(status.err().contains("./mcpscore advisories update"), status.err());
    }
  }

  private JsonNode scan(String... options) throws IOException {
    Path project = Files.createDirectories(temp.resolve("demo"));
    Files.writeString(
        project.resolve("server.py"),
        """
        from mcp.server.fastmcp import FastMCP
        mcp = FastMCP("demo")

        @mcp.tool()
        def add(a: int) -> int:
            \"\"\"Adds one\"\"\"
            return a + 1
        """);
    Files.writeString(project.resolve("requirements.txt"), "old.lib==1.0.0\n");
    Run run =
        Run.of(
            Stream.concat(
                    Stream.of("scan", project.toString(), "--format", "json"), Stream.of(options))
                .toArray(String[]::new));
    assertEquals(0, run.exitCode(), run.err());
    return Json.mapper().readTree(run.out());
  }

  private static byte[] zip(String ecosystem, String name, String modified) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("GHSA-" + name + ".json"));
      zip.write(
          ADVISORY.formatted(name, modified, ecosystem, name).getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }
}
