package io.mcpscore.deploy.canary;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpscore.deploy.FixtureHost;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Secrets are planted in every corner of the system and of a scanned repository; then everything
 * that the system says or keeps is searched for them.
 */
class CanaryE2E {

  private static final Canaries CANARIES = new Canaries();

  private static WholeSystem system;
  private static Visits visits;

  @BeforeAll
  static void run() throws Exception {
    system =
        new WholeSystem(
            CANARIES,
            Map.of(
                "acme/leaky",
                LeakyServer.files(CANARIES),
                "acme/notes",
                FixtureHost.notesServer()));
    visits = new Visits(system, CANARIES);
    visits.scanAndRead();
    visits.provokeErrors();
    visits.upload();
    visits.hear();
    visits.askAsAnAgent();
    visits.operate();
    visits.look();
  }

  @AfterAll
  static void stop() {
    if (system != null) {
      system.close();
    }
  }

  @Test
  void noSecretIsInAnythingThatTheSystemSaysOrKeeps() throws Exception {
    Map<String, String> places = new LinkedHashMap<>(visits.said());
    places.put("log of the gateway", system.gateway().log());
    places.put("log of the worker", system.worker().log());
    places.put("Redis", system.redis());
    places.put("Kafka", system.kafka());
    places.put("database", system.database());
    List<String> leaks = new ArrayList<>();
    CANARIES
        .all()
        .forEach(
            (what, secret) ->
                places.forEach(
                    (place, text) -> {
                      if (text.contains(secret) && !isNamedThere(what, place)) {
                        leaks.add(what + " is in: " + place + around(text, secret));
                      }
                    }));

    assertThat(CANARIES.all()).hasSizeGreaterThanOrEqualTo(20);
    assertThat(leaks).isEmpty();
    assertThat(places.get("Kafka")).contains("scan-jobs-dlq");
    assertThat(places.get("form sarif")).contains("secrets-api-key");
    assertThat(places.get("form of the upload json")).contains("secrets-api-key");
    assertThat(places.get("MCP list_findings")).contains("secrets-api-key");
    assertThat(places.get("event")).contains("scan.complete");
  }

  @Test
  void logsNameNoFileOfTheRepository() throws Exception {
    for (String log : List.of(system.gateway().log(), system.worker().log())) {
      assertThat(log).doesNotContain("src/keys.ts").doesNotContain("src/tools.ts");
    }
  }

  @Test
  void theIdOfARequestIsInTheLogsOfGatewayAndWorker() throws Exception {
    assertThat(lines(system.gateway().log())).anyMatch(CanaryE2E::isOfTheScan);
    // On a busy machine the relay may send the job once more, and that record may come first.
    assertThat(lines(system.worker().log())).anyMatch(CanaryE2E::isOfTheScan);
  }

  private static boolean isOfTheScan(String line) {
    return line.contains(Visits.REQUEST_ID) && line.contains("scan=" + visits.scanId());
  }

  private static List<String> lines(String text) {
    return text.lines().toList();
  }

  /**
   * Reports name the files that they are about, whatever those are called, and who wants to hear of
   * scans is told what was asked for.
   */
  private static boolean isNamedThere(String what, String place) {
    boolean database = place.equals("database");
    return switch (what) {
      case "token in a file name" ->
          database
              || place.equals("diff")
              || place.startsWith("form ")
              || place.equals("MCP list_findings");
      case "token in the URL of a receiver" -> database || place.equals("deliveries");
      default -> false;
    };
  }

  private static String around(String text, String secret) {
    int at = text.indexOf(secret);
    return "\n    " + text.substring(Math.max(0, at - 120), at).replace('\n', ' ') + "[here]";
  }
}
