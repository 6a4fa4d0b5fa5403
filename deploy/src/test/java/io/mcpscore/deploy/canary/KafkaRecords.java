package io.mcpscore.deploy.canary;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads all that Kafka holds. */
final class KafkaRecords {

  private KafkaRecords() {}

  /** Every record of every topic of the product, headers included, as text. */
  static String everything(String servers) {
    StringBuilder all = new StringBuilder();
    StringDeserializer text = new StringDeserializer();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(Map.of("bootstrap.servers", servers), text, text)) {
      List<TopicPartition> partitions =
          consumer.listTopics().entrySet().stream()
              .filter(topic -> topic.getKey().startsWith("scan-"))
              .flatMap(topic -> topic.getValue().stream())
              .map(KafkaRecords::partition)
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
          all.append(record.topic()).append(' ').append(record.key()).append(' ');
          record
              .headers()
              .forEach(
                  header ->
                      all.append(header.key())
                          .append(
                              new String(header.value(), java.nio.charset.StandardCharsets.UTF_8)));
          all.append(' ').append(record.value()).append('\n');
        }
      }
    }
    return all.toString();
  }

  private static TopicPartition partition(PartitionInfo info) {
    return new TopicPartition(info.topic(), info.partition());
  }
}
