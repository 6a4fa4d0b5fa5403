package io.mcpscore.gateway;

import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.model.Channels;
import io.mcpscore.model.Json;
import io.mcpscore.model.ScanJob;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Services.class)
class QueueIT {

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
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            kafka,
            "group.id",
            "test-" + UUID.randomUUID(),
            "auto.offset.reset",
            "earliest");
    Set<ScanJob> found = new HashSet<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      long deadline = System.nanoTime() + Duration.ofSeconds(15).toNanos();
      while (!found.containsAll(wanted) && System.nanoTime() < deadline) {
        consumer
            .poll(Duration.ofMillis(200))
            .forEach(
                message -> {
                  if (id.equals(message.key())) {
                    found.add(job(message.value()));
                  }
                });
      }
    }
    return found.equals(wanted);
  }

  private static ScanJob job(String json) {
    try {
      return Json.mapper().readValue(json, ScanJob.class);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
