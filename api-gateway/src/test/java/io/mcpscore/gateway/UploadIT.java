package io.mcpscore.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.gateway.upload.TestArchive;
import io.mcpscore.gateway.webhook.Receiver;
import io.mcpscore.gateway.webhook.Receiver.Behaviour;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Services.class)
class UploadIT {

  private static final String RULES = "rules-1";
  private static final int MOST = 4_500_000;

  @TestHTTPResource("/api/v1/scan")
  URI scan;

  @Inject Database database;

  @Test
  void aFormWithAnArchiveIsQueuedAndItsBytesWaitForAWorker() {
    Client client = Client.of("enterprise");
    byte[] zip = archive();

    Response answer =
        client
            .call()
            .multiPart("file", "my server.zip", zip, "application/zip")
            .multiPart("path", "packages/server")
            .multiPart("enableAI", "false")
            .post("/api/v1/scan");

    answer
        .then()
        .statusCode(201)
        .body("status", equalTo("pending"))
        .body("url", equalTo("upload:my-server.zip"))
        .body("cached", equalTo(false));
    String id = answer.path("id");
    answer.then().header("Location", "/api/v1/scan/" + id);
    client.read(id).then().statusCode(200).body("url", equalTo("upload:my-server.zip"));
    client.call().get("/api/v1/scans").then().body("scans[0].url", equalTo("upload:my-server.zip"));
    assertEquals(
        String.valueOf(zip.length),
        database.value("SELECT length(content) FROM upload WHERE scan_id = ?", id));
    assertEquals(
        "packages/server|false|false",
        database.value(
            "SELECT concat_ws('|', path, enable_ai::text, is_public::text) FROM scan WHERE id = ?",
            id));
    Waiting.until(
        () -> database.value("SELECT published_at FROM scan WHERE id = ?", id) != null,
        "published as any other");
  }

  @Test
  void theBytesGoWithTheEndOfTheScan() {
    Client client = Client.of("enterprise");
    String complete = upload(client, archive(), "").path("id");
    String failed = upload(client, archive(), "").path("id");
    String waiting = upload(client, archive(), "").path("id");

    database.claim(complete, 60);
    assertEquals("1", kept(complete));
    database.complete(complete, RULES);
    database.fail(failed);

    assertEquals("0", kept(complete));
    assertEquals("0", kept(failed));
    assertEquals("1", kept(waiting));
  }

  @Test
  void theSameBytesAreServedToTheirOwnAccountAlone() {
    Client client = Client.of("enterprise");
    byte[] zip = archive();
    Response first = upload(client, zip, "?name=same");
    first.then().statusCode(201);

    // While it runs, it is joined
    upload(client, zip, "?name=same")
        .then()
        .statusCode(200)
        .body("id", equalTo(first.path("id")))
        .body("cached", equalTo(false));
    database.complete(first.path("id"), RULES);

    // Then its result is served, unless that is not wanted, or it is another part of it
    upload(client, zip, "?name=same")
        .then()
        .statusCode(200)
        .body("id", equalTo(first.path("id")))
        .body("url", equalTo("upload:same"))
        .body("cached", equalTo(true))
        .body("score", equalTo(88));
    upload(client, zip, "?name=same&forceRefresh=true").then().statusCode(201);
    upload(client, zip, "?name=same&path=src").then().statusCode(201);
    upload(client, archive(), "?name=same").then().statusCode(201);

    // But to nobody else, who does not see the scan either
    Client other = Client.of("enterprise");
    Response foreign = upload(other, zip, "?name=same");
    foreign.then().statusCode(201);
    assertNotEquals(first.<String>path("id"), foreign.path("id"));
    other.read(first.path("id")).then().statusCode(404);
  }

  @Test
  void anUploadIsNoRepositoryThatAnybodyCanAskFor() {
    Client client = Client.of("enterprise");
    for (String url :
        new String[] {
          "upload:same", "upload://same", "https://upload/a/same", "https://upload:/a/same"
        }) {
      client.scan(url).then().statusCode(400).body("error.code", equalTo("INVALID_URL"));
    }
  }

  @Test
  void theEndOfAnUploadIsTold() throws Exception {
    Client client = Client.of("enterprise");
    client.call().post("/api/v1/webhooks/secret").then().statusCode(201);
    try (Receiver receiver = Receiver.that(Behaviour.status(200))) {
      String id =
          client
              .call()
              .multiPart("file", "told.zip", archive(), "application/zip")
              .multiPart("webhookUrl", receiver.url("/"))
              .post("/api/v1/scan")
              .path("id");
      database.fail(id);

      Waiting.until(() -> !receiver.received().isEmpty(), "an event");
      JsonPath body = new JsonPath(receiver.received().getFirst().body());
      assertEquals("upload:told.zip", body.getString("scan.url"));
    }
  }

  @Test
  void anIdempotencyKeyHoldsForTheBytesAndTheOptions() {
    Client client = Client.of("enterprise");
    byte[] zip = archive();
    String key = UUID.randomUUID().toString();
    Response first = idempotent(client, key, zip, "");
    first.then().statusCode(201);
    assertEquals(first.asString(), idempotent(client, key, zip, "").asString());
    idempotent(client, key, zip, "?path=a").then().statusCode(422);
    idempotent(client, key, archive(), "").then().statusCode(422);
  }

  @Test
  void tarFilesAreTakenToo() {
    Client client = Client.of("enterprise");
    byte[] gzip = new byte[64];
    gzip[0] = 0x1f;
    gzip[1] = (byte) 0x8b;
    client
        .call()
        .contentType("application/gzip")
        .body(gzip)
        .post("/api/v1/scan")
        .then()
        .statusCode(201)
        .body("url", equalTo("upload:archive"));
  }

  @Test
  void whatIsNoArchiveIsRefused() {
    Client client = Client.of("enterprise");
    byte[] zip = archive();
    for (byte[] body :
        new byte[][] {
          new byte[0],
          "nonsense".getBytes(StandardCharsets.UTF_8),
          Arrays.copyOf(zip, zip.length - 1),
          TestArchive.encrypted()
        }) {
      upload(client, body, "")
          .then()
          .statusCode(400)
          .body("error.code", equalTo("INVALID_ARCHIVE"));
      client
          .call()
          .multiPart("file", "a.zip", body, "application/zip")
          .post("/api/v1/scan")
          .then()
          .statusCode(400)
          .body("error.code", equalTo("INVALID_ARCHIVE"));
    }
    client.call().get("/api/v1/scans").then().body("scans", hasSize(0));
  }

  @Test
  void anArchiveThatExpandsTooFarIsRefusedAtTheDoor() {
    upload(Client.of("enterprise"), TestArchive.zeros(60), "")
        .then()
        .statusCode(413)
        .body("error.code", equalTo("PAYLOAD_TOO_LARGE"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?name=",
        "?name=a/b",
        "?name=a%00b",
        "?path=../x",
        "?path=/x",
        "?path=a%00b",
        "?enableAI=1",
        "?forceRefresh=yes",
        "?name=a&name=b",
        "?url=https://github.com/a/b",
        "?webhookUrl=http://example.com"
      })
  void anOptionThatCannotBeIsRefused(String query) {
    Client client = Client.of("enterprise");
    given()
        .urlEncodingEnabled(false)
        .header("Authorization", "Bearer " + client.key())
        .contentType("application/zip")
        .body(archive())
        .post("/api/v1/scan" + query)
        .then()
        .statusCode(400)
        .body("error.code", equalTo("INVALID_REQUEST"));
  }

  @Test
  void aFormWithoutAFileOrWithMoreIsRefused() {
    Client client = Client.of("enterprise");
    client
        .call()
        .multiPart("name", "x")
        .post("/api/v1/scan")
        .then()
        .statusCode(400)
        .body("error.code", equalTo("INVALID_REQUEST"));
    client
        .call()
        .multiPart("file", "a.zip", archive(), "application/zip")
        .multiPart("file", "b.zip", archive(), "application/zip")
        .post("/api/v1/scan")
        .then()
        .statusCode(400);
    client
        .call()
        .multiPart("archive", "a.zip", archive(), "application/zip")
        .post("/api/v1/scan")
        .then()
        .statusCode(400);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/octet-stream", "text/plain", "application/x-tar", "multipart/mixed"})
  void otherTypesAreUnsupported(String type) {
    Client.of("enterprise")
        .call()
        .contentType(type)
        .body(archive())
        .post("/api/v1/scan")
        .then()
        .statusCode(415)
        .body("error.code", equalTo("UNSUPPORTED_MEDIA_TYPE"));
  }

  @Test
  void theLargestArchiveIsTakenAndOneByteMoreIsNot() throws Exception {
    Client client = Client.of("enterprise");
    byte[] largest = ofSize(MOST);
    upload(client, largest, "").then().statusCode(201);
    client
        .call()
        .multiPart("file", "large.zip", largest, "application/zip")
        .post("/api/v1/scan")
        .then()
        .statusCode(201);
    byte[] larger = ofSize(MOST + 1);
    upload(client, larger, "")
        .then()
        .statusCode(413)
        .body("error.code", equalTo("PAYLOAD_TOO_LARGE"));
    client
        .call()
        .multiPart("file", "large.zip", larger, "application/zip")
        .post("/api/v1/scan")
        .then()
        .statusCode(413);
    // Neither is one whose size nobody announced
    HttpRequest request =
        HttpRequest.newBuilder(scan)
            .header("Authorization", "Bearer " + client.key())
            .header("Content-Type", "application/zip")
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[5_000_000])))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      assertEquals(413, answer.statusCode());
      assertTrue(answer.body().contains("PAYLOAD_TOO_LARGE"), answer.body());
    }
    // And JSON keeps its own limit, whatever it is called
    client.submit("x".repeat(70_000)).then().statusCode(413);
    client
        .call()
        .contentType("application/zip")
        .body(new byte[70_000])
        .post("/api/v1/webhooks")
        .then()
        .statusCode(413);
  }

  @Test
  void nothingIsReadFromStrangers() throws Exception {
    // Given a stranger who announces an archive and sends none of it
    for (String authorization : new String[] {"", "Authorization: Bearer mcp_sk_x\r\n"}) {
      try (Socket socket = new Socket("127.0.0.1", scan.getPort())) {
        socket.setSoTimeout(10_000);
        socket
            .getOutputStream()
            .write(
                ("POST /api/v1/scan HTTP/1.1\r\nHost: x\r\n"
                        + authorization
                        + "Content-Type: application/zip\r\nContent-Length: 4000000\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));

        // Then the answer comes before the body
        byte[] start = socket.getInputStream().readNBytes(12);
        assertEquals("HTTP/1.1 401", new String(start, StandardCharsets.US_ASCII));
      }
    }
  }

  @Test
  void anAccountMayHaveOnlySoMuchWaiting() {
    Client client = Client.of("enterprise");
    String id = upload(client, archive(), "").path("id");
    database.run(
        "UPDATE upload SET content = decode(repeat('00', 10000000), 'hex') WHERE scan_id = ?", id);

    upload(client, archive(), "")
        .then()
        .statusCode(429)
        .header("Retry-After", "30")
        .body("error.code", equalTo("QUEUE_LIMIT_EXCEEDED"));
    upload(Client.of("enterprise"), archive(), "").then().statusCode(201);
    database.fail(id);
    upload(client, archive(), "").then().statusCode(201);
  }

  @Test
  void anArchiveThatNobodyTookIsDroppedAndItsScanFails() {
    Client client = Client.of("enterprise");
    String id = upload(client, archive(), "").path("id");

    database.run(
        "UPDATE upload SET created_at = now() - interval '25 hours' WHERE scan_id = ?", id);

    Waiting.until(() -> "failed".equals(client.read(id).path("status")), "dropped");
    client.read(id).then().body("error.code", equalTo("SCAN_DROPPED"));
    assertEquals("0", kept(id));
  }

  private String kept(String id) {
    return database.value("SELECT count(*) FROM upload WHERE scan_id = ?", id);
  }

  private static Response upload(Client client, byte[] body, String query) {
    return client.call().contentType("application/zip").body(body).post("/api/v1/scan" + query);
  }

  private static Response idempotent(Client client, String key, byte[] body, String query) {
    return client
        .call()
        .header("Idempotency-Key", key)
        .contentType("application/zip")
        .body(body)
        .post("/api/v1/scan" + query);
  }

  /** An archive that nobody else has. */
  private static byte[] archive() {
    return TestArchive.zip(Map.of("index.js", "// " + UUID.randomUUID()));
  }

  /** An archive of an exact size, by way of its comment. */
  private static byte[] ofSize(int bytes) {
    byte[] noise = new byte[bytes - 60_000];
    new Random(bytes).nextBytes(noise);
    byte[] zip = TestArchive.stored(noise);
    int comment = bytes - zip.length;
    byte[] whole = Arrays.copyOf(zip, bytes);
    whole[zip.length - 2] = (byte) comment;
    whole[zip.length - 1] = (byte) (comment >> 8);
    return whole;
  }
}
