package io.mcpscore.worker;

import io.mcpscore.model.Channels;
import io.mcpscore.model.Json;
import io.mcpscore.model.ScanJob;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends jobs as the relay would, and reads the dead letters. */
final class TestQueue implements AutoCloseable {

  private final String servers;
  private final KafkaProducer<String, String> producer;

  TestQueue(String servers) {
    this.servers = servers;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", servers), new StringSerializer(), new StringSerializer());
  }

  void job(String scanId, int attempt) throws Exception {
    ProducerRecord<String, String> job =
        new ProducerRecord<>(Channels.JOBS, scanId, Json.write(new ScanJob(scanId, attempt)));
    job.headers().add(Channels.REQUEST_ID, requestId(scanId).getBytes(StandardCharsets.UTF_8));
    producer.send(job).get();
  }

  /** What the job of a scan says of the request that asked for it. */
  static String requestId(String scanId) {
    return "request-of-" + scanId;
  }

  void send(String topic, String key, String value) throws Exception {
    producer.send(new ProducerRecord<>(topic, key, value)).get();
  }

  /** The dead letter of a scan, waited for. */
  Optional<ConsumerRecord<String, String>> deadLetter(String scanId) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers),
            new StringDeserializer(),
            new StringDeserializer())) {
      var partitions =
          consumer.partitionsFor(Channels.JOBS_DLQ).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
      while (System.nanoTime() < deadline) {
        for (ConsumerRecord<String, String> letter : consumer.poll(Duration.ofMillis(100))) {
          if (letter.key().equals(scanId)) {
            return Optional.of(letter);
          }
        }
      }
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
