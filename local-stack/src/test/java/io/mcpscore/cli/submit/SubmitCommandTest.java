package io.mcpscore.cli.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.cli.Run;
import io.mcpscore.model.ApiKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmitCommandTest {

  private static final String URL = "https://github.com/acme/notes";
  private static final String ID = "scan_02bZqz9pAyN3kqLm8RtUxW";
  private static final String SCAN = "/api/v1/scan";
  private static final String READ = SCAN + "/" + ID + "?wait";
  private static final String MADE =
      "{\"id\":\"" + ID + "\",\"status\":\"pending\",\"url\":\"" + URL + "\",\"cached\":false}";
  private static final String RUNNING = "{\"id\":\"" + ID + "\",\"status\":\"analyzing\"}";
  private static final String COMPLETE =
      """
      {"id":"%s","status":"complete","url":"%s","score":62,"grade":"D","safetyScore":40,
       "safetyGrade":"F","findings":[],"summary":{"critical":1},"cached":false}"""
          .formatted(ID, URL);

  private final String key = ApiKey.generate();
  private final ServiceStub service = new ServiceStub();

  @TempDir Path folder;
  private Path keyFile;

  @BeforeEach
  void writeKey() throws IOException {
    keyFile = Files.writeString(folder.resolve("key"), key + "\n");
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void asksAndTellsTheId() {
    service.on(SCAN, 201, MADE);

    Run run = submit("--ref", "v1", "--path", "src", "--force-refresh");

    assertEquals(0, run.exitCode(), run.err());
    assertEquals(ID + " pending " + URL, run.out().strip());
    assertEquals(
        List.of(
            "POST /api/v1/scan Bearer "
                + key
                + " {\"url\":\""
                + URL
                + "\",\"ref\":\"v1\",\"path\":\"src\",\"forceRefresh\":true}"),
        service.requests());
  }

  @Test
  void waitsAndHoldsTheScoreToAMark() {
    service.on(SCAN, 201, MADE).on(READ, 200, RUNNING).on(READ, 200, COMPLETE);

    Run below = submit("--fail-under", "70", "--format", "json");
    Run above = submit("--wait", "--fail-under", "62");

    assertEquals(1, below.exitCode());
    assertTrue(below.out().contains("\"score\" : 62"), below.out());
    assertEquals("The score is 62, below 70", below.err().strip());
    assertEquals(0, above.exitCode(), above.err());
    assertTrue(above.out().contains("62"), above.out());
  }

  @Test
  void takesTheOtherFormsFromTheService() throws IOException {
    Path output = folder.resolve("out.sarif");
    service
        .on(SCAN, 200, MADE)
        .on(READ, 200, COMPLETE)
        .on(SCAN + "/" + ID + "?format=sarif", 200, "{\"version\":\"2.1.0\"}")
        .on(SCAN + "/" + ID + "?format=markdown", 200, "# Score");

    Run sarif = submit("--wait", "--format", "sarif", "--output", output.toString());
    Run markdown = submit("--wait", "--format", "markdown");

    assertEquals("", sarif.out() + sarif.err());
    assertEquals("{\"version\":\"2.1.0\"}", Files.readString(output));
    assertEquals("# Score", markdown.out());
    assertEquals(2, submit("--format", "sarif").exitCode());
  }

  @Test
  void waitsForWhatPassesByItselfAndAsksForOneScanAlone() {
    service
        .on(SCAN, 503, Map.of("Retry-After", "1"), error("SERVICE_UNAVAILABLE"))
        .on(SCAN, 429, Map.of("Retry-After", "1"), error("QUEUE_LIMIT_EXCEEDED"))
        .on(SCAN, 201, MADE);

    Run run = submit();

    assertEquals(0, run.exitCode(), run.err());
    assertEquals(3, service.idempotencyKeys().size());
    assertEquals(1, new HashSet<>(service.idempotencyKeys()).size());
  }

  @Test
  void givesUpWhenTheWaitIsLongerThanItsTime() {
    service.on(SCAN, 429, Map.of("Retry-After", "40000"), error("RATE_LIMIT_EXCEEDED"));

    Run run = submit();

    assertEquals(3, run.exitCode());
    assertEquals("RATE_LIMIT_EXCEEDED: said so. Do this", run.err().strip());
    assertEquals(1, service.requests().size());
  }

  @Test
  void aScanThatDoesNotEndInTimeIsTold() {
    service.on(SCAN, 201, MADE).on(READ, 200, RUNNING);

    Run run = submit("--wait", "--timeout", "1");

    assertEquals(3, run.exitCode());
    assertTrue(run.err().contains(ID), run.err());
  }

  @Test
  void aFailedScanIsNoScore() {
    service
        .on(SCAN, 201, MADE)
        .on(
            READ,
            200,
            RUNNING.replace("analyzing", "failed").replace("}", ",")
                + "\"error\":{\"code\":\"NO_MCP_SERVER\",\"message\":\"None\\u001b[2J\"}}");

    Run run = submit("--wait");

    assertEquals(3, run.exitCode());
    assertEquals("NO_MCP_SERVER: None [2J", run.err().strip());
    assertEquals("", run.out());
  }

  @Test
  void theServicesRefusalsAreTheMessages() {
    service.on(SCAN, 400, error("INVALID_URL")).on(SCAN, 401, error("UNAUTHORIZED"));

    Run wrong = submit();
    Run unknown = submit();

    assertEquals(2, wrong.exitCode());
    assertEquals("INVALID_URL: said so. Do this", wrong.err().strip());
    assertEquals(3, unknown.exitCode());
  }

  @Test
  void redirectsAndOtherServersAreTold() {
    service
        .on(SCAN, 302, Map.of("Location", "http://127.0.0.1:1/"), "")
        .on(SCAN, 200, "<html>")
        .on(SCAN, 404, "<html>")
        .on(SCAN, 200, "{\"id\":\"../../admin\"}");

    for (String expected : List.of("redirect", "not of an", "status 404", "not of an")) {
      Run run = submit();
      assertEquals(3, run.exitCode(), expected);
      assertTrue(run.err().contains(expected), run.err());
    }
    service.close();
    Run gone = submit("--timeout", "1");
    assertEquals(3, gone.exitCode());
    assertTrue(gone.err().startsWith("No service answers at " + service.url()), gone.err());
  }

  @Test
  void eventsAreFollowedForWhoeverLooksOn() {
    System.setProperty("mcpscore.terminal", "true");
    try {
      String progress = "{\"phase\":\"parsing\",\"percent\":40,\"filesDone\":2,\"filesTotal\":5}";
      service
          .on(SCAN, 201, MADE)
          .on(
              SCAN + "/" + ID + "/events",
              200,
              Map.of("Content-Type", "text/event-stream"),
              "id: 1\nevent: progress\ndata: {\"progress\":" + progress + "}\n\n: beat\n\n")
          .on(READ, 200, COMPLETE);

      Run run = submit("--wait", "--format", "json");
      Run polled = submitTo(service.url() + "/", "--wait", "--format", "json");

      assertEquals(0, run.exitCode(), run.err());
      assertTrue(run.err().contains("parsing 2 of 5 files"), run.err());
      assertEquals(0, polled.exitCode(), polled.err());
    } finally {
      System.clearProperty("mcpscore.terminal");
    }
  }

  @Test
  void theKeyIsNeverRepeated() throws IOException {
    service.on(SCAN, 401, error("UNAUTHORIZED"));
    Path odd = Files.writeString(folder.resolve("odd"), key + "\u00e9\n");
    List<Run> runs = new ArrayList<>();
    runs.add(submit());
    runs.add(Run.of("submit", URL, "--server", service.url(), "--kye", key));
    runs.add(Run.of("submit", URL, "--server", service.url(), "--key", key, "--timeout", "x"));
    runs.add(Run.of("submit", URL, "--server", service.url(), "--key", key, "--key-file", "k"));
    runs.add(Run.of("submit", URL, "--server", service.url(), "--key-file", odd.toString()));
    runs.add(Run.of("submit", URL, key, "--server", service.url(), "--key", key));
    runs.add(Run.of("submit", URL, "--server", "ftp://" + key + "@x", "--key", key));
    for (Run run : runs) {
      assertFalse((run.out() + run.err()).contains(key), run.err());
      assertTrue(run.exitCode() == 2 || run.exitCode() == 3, run.err());
    }
  }

  private Run submit(String... more) {
    return submitTo(service.url(), more);
  }

  private Run submitTo(String server, String... more) {
    List<String> arguments = new ArrayList<>(List.of("submit", URL, "--server", server));
    arguments.addAll(List.of("--key-file", keyFile.toString()));
    arguments.addAll(List.of(more));
    return Run.of(arguments.toArray(String[]::new));
  }

  private static String error(String code) {
    return "{\"error\":{\"code\":\"%s\",\"message\":\"said so\",\"details\":\"Do this\"}}"
        .formatted(code);
  }
}
