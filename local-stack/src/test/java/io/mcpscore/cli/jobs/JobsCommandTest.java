package io.mcpscore.cli.jobs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.mcpscore.cli.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobsCommandTest {

  private static final String RUNNING =
      """
      {"id": "scan_r", "state": "running", "account": "team", "url": "https://github.com/o/r",
       "tries": 1, "attempt": 4, "worker": "worker-1", "heldSeconds": 7, "leaseSeconds": 23}""";

  private static final String OVERDUE =
      """
      {"id": "scan_o", "state": "running", "account": "team", "url": "https://github.com/o/o",
       "tries": 2, "worker": "worker-2", "heldSeconds": 8000, "leaseSeconds": -200}""";

  private static final String RETRYING =
      """
      {"id": "scan_w", "state": "retrying", "account": "team", "url": "https://github.com/o/w",
       "tries": 1, "waits": 2, "availableAt": "2026-01-02T03:04:05Z"}""";

  private static final String GIVEN_UP =
      """
      {"id": "scan_g", "state": "given-up", "account": "team", "url": "https://github.com/o/g",
       "tries": 3, "error": {"code": "CLONE_FAILED", "message": "The host is away",
         "kind": "transient"}}""";

  /**
   * An answer of the gateway.
   *
   * @param status of HTTP
   * @param body JSON
   */
  private record Answer(int status, String body) {}

  private final List<String> requests = new ArrayList<>();
  private final Deque<Answer> answers = new ArrayDeque<>();
  private HttpServer gateway;

  @BeforeEach
  void start() throws IOException {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext(
        "/",
        exchange -> {
          requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          Answer answer = answers.removeFirst();
          byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(answer.status(), bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    gateway.start();
  }

  @AfterEach
  void stop() {
    gateway.stop(0);
  }

  @Test
  void aListSaysWhereEachJobStands() {
    answer(200, page(null, RUNNING, OVERDUE, RETRYING, GIVEN_UP));

    Run list = run("list");

    assertEquals(0, list.exitCode(), list.err());
    assertEquals(List.of("GET /admin/v1/jobs?limit=20"), requests);
    List<String> lines = list.out().lines().toList();
    assertEquals(5, lines.size(), list.out());
    assertTrue(lines.get(0).startsWith("ID      STATE     TRIES"), list.out());
    assertTrue(lines.get(1).endsWith("worker-1 for 7s, lease 23s"), list.out());
    assertTrue(lines.get(2).endsWith("worker-2 for 2h, lease over for 3m"), list.out());
    assertTrue(
        lines.get(3).endsWith("not before 2026-01-02T03:04:05Z, put off by its host: 2"),
        list.out());
    assertTrue(lines.get(4).endsWith("CLONE_FAILED: The host is away"), list.out());
    assertEquals("", list.err());
  }

  @Test
  void pagesAreFollowedUpToTheLimit() {
    answer(200, page("c1", RUNNING));
    answer(200, page("c 2", GIVEN_UP));

    Run list = run("list", "--limit", "2", "given-up", "--account", "a team", "--json");

    assertEquals(
        List.of(
            "GET /admin/v1/jobs?limit=2&state=given-up&account=a%20team",
            "GET /admin/v1/jobs?limit=1&state=given-up&account=a%20team&cursor=c1"),
        requests);
    assertEquals(2, list.out().lines().count());
    assertTrue(list.out().lines().allMatch(line -> line.startsWith("{\"id\":")), list.out());
    assertTrue(list.err().contains("There are older ones"), list.err());
  }

  @Test
  void oneJobIsShownWithAllThatIsKnown() {
    answer(200, GIVEN_UP);
    answer(200, GIVEN_UP);

    Run show = run("show", "scan_g");
    Run json = run("show", "scan_g", "--json");

    assertEquals("GET /admin/v1/jobs/scan_g", requests.getFirst());
    assertTrue(show.out().contains("error.code     CLONE_FAILED\n"), show.out());
    assertTrue(json.out().contains("\"kind\":\"transient\""), json.out());
  }

  @Test
  void jobsAreRetriedAndDroppedEachForItself() {
    answer(200, RETRYING);
    answer(
        409,
        """
        {"error": {"code": "JOB_CONFLICT", "message": "The job is running",
          "details": "Only a job that waits can be dropped"}}""");
    answer(200, GIVEN_UP);

    Run retry = run("retry", "scan_g", "--force");
    Run drop = run("drop", "scan_r", "scan_w/../x");

    assertEquals(
        List.of(
            "POST /admin/v1/jobs/scan_g/retry?force=true",
            "DELETE /admin/v1/jobs/scan_r",
            "DELETE /admin/v1/jobs/scan_w%2F..%2Fx"),
        requests);
    assertEquals(0, retry.exitCode());
    assertEquals("scan_g is queued again.\n", retry.err());
    assertEquals(1, drop.exitCode());
    assertEquals(
        "scan_r: JOB_CONFLICT: The job is running. Only a job that waits can be dropped\n"
            + "scan_w/../x is dropped.\n",
        drop.err());
  }

  private void answer(int status, String body) {
    answers.add(new Answer(status, body));
  }

  private static String page(String cursor, String... jobs) {
    return "{\"jobs\": [%s], \"nextCursor\": %s}"
        .formatted(String.join(",", jobs), cursor == null ? "null" : "\"" + cursor + "\"");
  }

  private Run run(String... arguments) {
    String server = "http://127.0.0.1:" + gateway.getAddress().getPort();
    return Run.of(
        Stream.concat(
                Stream.concat(Stream.of("jobs"), Stream.of(arguments)),
                Stream.of("--server", server, "--admin-token", "token"))
            .toArray(String[]::new));
  }
}
