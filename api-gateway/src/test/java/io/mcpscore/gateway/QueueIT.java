package io.mcpscore.gateway;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.model.Channels;
import io.mcpscore.model.DeadLetter;
import io.mcpscore.model.ErrorCode;
import io.mcpscore.model.Json;
import io.mcpscore.model.ScanJob;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Services.class)
class QueueIT {

  private static final String COUNT =
      "SELECT count(*) FROM scan WHERE account_id = (SELECT id FROM account WHERE name = ?)"
          + " AND status = 'pending'";

  @Switches Map<String, Runnable> switches;

  @Inject Database database;

  @ConfigProperty(name = "kafka.bootstrap.servers")
  String kafka;

  @Test
  void aScanIsPublishedUnderItsId() {
    String id = Client.of("enterprise").scan("https://github.com/public/published").path("id");

    awaitPublished(id);

    assertTrue(published(Channels.JOBS, id, Set.of(new ScanJob(id, 0))), "job in the topic");
  }

  @Test
  void aRowThatNobodyPublishedIsPublishedByTheRelayOnTheTopicItBelongsTo() {
    // Given a row as a crash between commit and publishing leaves it, of a bulk run's retry
    Client client = Client.of("enterprise");
    String id = client.scan("https://github.com/public/left-behind").path("id");
    awaitPublished(id);
    database.run("UPDATE scan SET published_at = NULL, attempt = 1, bulk = true WHERE id = ?", id);

    // Then the relay publishes it with its attempt
    awaitPublished(id);
    assertTrue(published(Channels.JOBS_BULK, id, Set.of(new ScanJob(id, 1))), "job in the topic");
  }

  @Test
  void aJobOfABatchSaysWhichRequestAskedForIt() {
    Client client = Client.of("enterprise");
    Response batch =
        client
            .call()
            .header("X-Request-Id", "nightly-42")
            .contentType("application/json")
            .body("{\"urls\": [\"https://github.com/public/of-a-batch\"]}")
            .post("/api/v1/scans");
    String id = batch.path("items[0].scan.id");
    awaitPublished(id);

    ConsumerRecord<String, String> record = records(Channels.JOBS_BULK, id, 1).getFirst();
    byte[] asked = record.headers().lastHeader(Channels.REQUEST_ID).value();
    assertEquals("nightly-42", new String(asked, StandardCharsets.UTF_8));
  }

  @Test
  void kafkaBeingDownFailsNoSubmissionAndTheRelayPublishesLater() {
    // Given no Kafka
    switches.get("kafka.stop").run();
    Client client = Client.of("enterprise");
    String first;
    String second;
    try {
      // When scans are asked for
      first = client.scan("https://github.com/public/outage-1").path("id");
      second = client.scan("https://github.com/public/outage-2").path("id");

      // Then they are accepted, and stay unpublished
      client.read(first).then().statusCode(200).body("status", equalTo("pending"));
      assertEquals(null, publishedAt(first));
      assertEquals(null, publishedAt(second));
    } finally {
      switches.get("kafka.start").run();
    }

    // And when Kafka is back, the relay publishes them
    awaitPublished(first);
    awaitPublished(second);
  }

  @Test
  void anExpiredLeaseGoesBackToTheQueueAndFailsAfterTheLastAttempt() {
    // Given a scan whose worker is gone
    Client client = Client.of("enterprise");
    String id = client.scan("https://github.com/public/abandoned").path("id");
    awaitPublished(id);
    database.claim(id, -1);

    // When its lease has expired, then it waits for the next worker
    Waiting.until(
        () -> "pending".equals(database.value("SELECT status FROM scan WHERE id = ?", id)),
        "back in the queue");
    awaitPublished(id);
    assertEquals("1", database.value("SELECT attempt FROM scan WHERE id = ?", id));

    // And after the third attempt it fails, with a cause
    database.run("UPDATE scan SET attempt = 2 WHERE id = ?", id);
    database.claim(id, -1);
    Waiting.until(
        () -> "failed".equals(database.value("SELECT status FROM scan WHERE id = ?", id)),
        "given up");
    client.read(id).then().statusCode(200).body("error.code", equalTo("RESOURCE_EXHAUSTED"));
    // And operators hear of it
    assertEquals(
        Set.of(new DeadLetter(id, 3, ErrorCode.RESOURCE_EXHAUSTED)),
        read(Channels.JOBS_DLQ, id, DeadLetter.class, 1));
  }

  @Test
  void singleScansBeyondAFewGiveWayAndABatchIsPublishedAFewAtATimeInTurns() {
    // Given an account with six single scans, and no worker that takes any
    Client many = Client.of("enterprise");
    for (int i = 0; i < 6; i++) {
      many.scan("https://github.com/public/many-" + i);
    }

    // Then the first four go to the front
    String account = many.account();
    assertEquals("4", database.value(COUNT + " AND NOT bulk", account));

    // And of 200 further ones, no more than the window are published
    database.run(
        """
        INSERT INTO scan (id, account_id, host, owner, name, enable_ai, force_refresh, bulk)
        SELECT 'scan_turns' || i, a.id, 'github.com', 'public', 'turn-' || i, false, false, true
        FROM generate_series(1, 200) AS i, account a WHERE a.name = ?
        """,
        account);
    Waiting.until(
        () ->
            "64".equals(database.value(COUNT + " AND bulk AND published_at IS NOT NULL", account)),
        "as many as may be are published");

    // When another account asks for many, then some of them are published although others wait
    Client few = Client.of("enterprise");
    String late = few.scan("https://github.com/public/few").path("id");
    database.run("UPDATE scan SET bulk = true, published_at = NULL WHERE id = ?", late);
    awaitPublished(late);
    assertEquals("64", database.value(COUNT + " AND bulk AND published_at IS NOT NULL", account));

    // And when a job is taken, the next one is published
    database.run(
        "UPDATE scan SET status = 'failed', error_code = 'SCAN_DROPPED', completed_at = now()"
            + " WHERE id IN (SELECT s.id FROM scan s JOIN account a ON a.id = s.account_id"
            + " WHERE a.name = ? AND s.bulk AND s.published_at IS NOT NULL LIMIT 10)",
        account);
    Waiting.until(
        () ->
            "64".equals(database.value(COUNT + " AND bulk AND published_at IS NOT NULL", account)),
        "ten more are published");
  }

  @Test
  void aLivingLeaseIsLeftAlone() throws Exception {
    String id = Client.of("enterprise").scan("https://github.com/public/alive").path("id");
    database.claim(id, 60);

    Thread.sleep(2500);

    assertEquals("analyzing", database.value("SELECT status FROM scan WHERE id = ?", id));
  }

  @Test
  void aJobThatWasLostInTheQueueIsPublishedAgain() {
    String id = Client.of("enterprise").scan("https://github.com/public/lost").path("id");
    awaitPublished(id);
    database.run("UPDATE scan SET published_at = now() - interval '11 minutes' WHERE id = ?", id);

    Waiting.until(
        () ->
            "t"
                .equals(
                    database.value(
                        "SELECT published_at > now() - interval '1 minute' FROM scan WHERE id = ?",
                        id)),
        "published again");
  }

  private void awaitPublished(String id) {
    Waiting.until(() -> publishedAt(id) != null, "published");
  }

  private String publishedAt(String id) {
    return database.value("SELECT published_at FROM scan WHERE id = ?", id);
  }

  private boolean published(String topic, String id, Set<ScanJob> wanted) {
    return read(topic, id, ScanJob.class, wanted.size()).equals(wanted);
  }

  private <T> Set<T> read(String topic, String id, Class<T> type, int count) {
    return records(topic, id, count).stream()
        .map(message -> value(message.value(), type))
        .collect(Collectors.toSet());
  }

  private List<ConsumerRecord<String, String>> records(String topic, String id, int count) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            kafka,
            "group.id",
            "test-" + UUID.randomUUID(),
            "auto.offset.reset",
            "earliest");
    List<ConsumerRecord<String, String>> found = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
      while (found.size() < count && System.nanoTime() < deadline) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(
                message -> {
                  if (id.equals(message.key())) {
                    found.add(message);
                  }
                });
      }
    }
    return found;
  }

  private static <T> T value(String json, Class<T> type) {
    try {
      return Json.mapper().readValue(json, type);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
