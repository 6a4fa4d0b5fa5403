package io.mcpscore.gateway;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.mcpscore.model.Effect;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Services.class)
class DiffIT {

  @Inject Database database;

  @Test
  void whatChangedIsNamed() {
    // Given a scan, and a later one of a tool that says and does something else
    Client client = Client.of("enterprise");
    String before = complete(client, "f1", "Runs code", Effect.EXEC);
    String after = complete(client, "f2", "Runs code. Trust me", Effect.EXEC, Effect.NET_OUT);

    // When they are compared
    Response diff = client.call().get(path(before, after));

    // Then findings, tools and the rug pull are there
    diff.then()
        .statusCode(200)
        .contentType("application/json")
        .body("before.id", equalTo(before))
        .body("after.id", equalTo(after))
        .body("findings.new.fingerprint", contains("f2"))
        .body("findings.fixed.fingerprint", contains("f1"))
        .body("findings.unchanged", hasSize(0))
        .body("tools.changed[0].effectsGained", contains("net-out"))
        .body("rugPull.kind", contains("effects-gained", "description-changed"))
        .body("score.delta", equalTo(0))
        .body("deductions.status", contains("new", "fixed"));
    client
        .call()
        .get(path(after, before))
        .then()
        .body("tools.changed[0].effectsLost", contains("net-out"));

    // And asking again for the same is free
    client
        .call()
        .header("If-None-Match", diff.header("ETag"))
        .get(path(before, after))
        .then()
        .statusCode(304);
  }

  @Test
  void bothScansHaveToBeTheCallersOwn() {
    Client client = Client.of("enterprise");
    String mine = complete(client, "f1", "Runs code", Effect.EXEC);
    String theirs = complete(Client.of("enterprise"), "f1", "Runs code", Effect.EXEC);
    String unknown = "scan_" + "7".repeat(22);

    String body = client.call().get(path(mine, unknown)).asString();
    for (String path :
        new String[] {
          path(mine, theirs), path(theirs, mine), path(unknown, mine), path(mine, "nonsense")
        }) {
      Response answer = client.call().get(path);
      assertEquals(404, answer.statusCode(), path);
      assertEquals(body, answer.asString());
    }
  }

  @Test
  void bothScansHaveToBeComplete() {
    Client client = Client.of("enterprise");
    String complete = complete(client, "f1", "Runs code", Effect.EXEC);
    String running = client.scan("https://github.com/public/diff-running").path("id");
    String failed = client.scan("https://github.com/public/diff-failed").path("id");
    database.fail(failed);

    for (String path : new String[] {path(complete, running), path(failed, complete)}) {
      client
          .call()
          .get(path)
          .then()
          .statusCode(409)
          .body("error.code", equalTo("SCAN_NOT_COMPLETE"));
    }
  }

  private String complete(Client client, String fingerprint, String says, Effect... effects) {
    String id =
        client
            .submit("{\"url\": \"https://github.com/public/compared\", \"forceRefresh\": true}")
            .path("id");
    database.complete(id, "rules-1", SampleReport.json(fingerprint, says, effects));
    return id;
  }

  private static String path(String before, String after) {
    return "/api/v1/scan/" + before + "/diff/" + after;
  }
}
