package io.mcpscore.gateway.queue;

import io.mcpscore.gateway.config.QueueSettings;
import io.mcpscore.model.Channels;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sees to it that the topics exist, with enough partitions for the workers promised. */
@Singleton
class JobTopics {

  private static final int BUDGET_MILLIS = 3000;

  private final String servers;
  private final int partitions;
  private volatile boolean present;

  JobTopics(
      @ConfigProperty(name = "kafka.bootstrap.servers") String servers, QueueSettings settings) {
    this.servers = servers;
    this.partitions = settings.partitions();
  }

  /** Whether the topics were seen. */
  boolean arePresent() {
    return present;
  }

  /**
   * Makes the topics that are missing; blocks for a few seconds at most.
   *
   * @throws KafkaException when Kafka is away or refuses
   */
  void create() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", servers,
            "request.timeout.ms", BUDGET_MILLIS,
            "default.api.timeout.ms", BUDGET_MILLIS);
    try (Admin admin = Admin.create(settings)) {
      List<NewTopic> wanted =
          List.of(
              new NewTopic(Channels.JOBS, Optional.of(partitions), Optional.empty()),
              new NewTopic(Channels.JOBS_BULK, Optional.of(partitions), Optional.empty()),
              new NewTopic(Channels.JOBS_DLQ, Optional.empty(), Optional.empty()));
      for (var made : admin.createTopics(wanted).values().values()) {
        try {
          made.get(BUDGET_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof TopicExistsException)) {
            throw new KafkaException("topics not made", e.getCause());
          }
        }
      }
      present = true;
    } catch (TimeoutException e) {
      throw new KafkaException("kafka is away", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted", e);
    }
  }
}
