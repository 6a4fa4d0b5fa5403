package io.mcpscore.gateway.queue;

import io.mcpscore.model.Channels;
import io.mcpscore.model.DeadLetter;
import io.mcpscore.model.Json;
import io.mcpscore.model.ScanJob;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Sends jobs to Kafka. After a failure, requests no longer publish by themselves: the relay tries
 * on, and the first success of it opens the direct way again.
 */
@Singleton
public class JobPublisher {

  private static final Logger LOG = Logger.getLogger(JobPublisher.class);

  private final MutinyEmitter<String> emitter;
  // Closed until the relay has found Kafka and the topics there.
  private volatile boolean open;

  JobPublisher(@Channel(Channels.JOBS) MutinyEmitter<String> emitter) {
    this.emitter = emitter;
  }

  /** Whether Kafka took what was last sent to it. */
  public boolean isOpen() {
    return open;
  }

  void found() {
    open = true;
  }

  /**
   * Sends one job; ends when the brokers have it.
   *
   * @param job what to do
   * @param bulk whether it belongs to a bulk run
   * @param requestId of the request that asked for it, or null when nobody knows
   */
  public Uni<Void> send(ScanJob job, boolean bulk, String requestId) {
    String topic = bulk ? Channels.JOBS_BULK : Channels.JOBS;
    return send(topic, job.scanId(), job, headers(requestId));
  }

  /**
   * Sends the word that a job was given up; ends when the brokers have it.
   *
   * @param letter what is to be known of it
   * @param requestId of the request that asked for the scan, or null when nobody knows
   */
  public Uni<Void> send(DeadLetter letter, String requestId) {
    return send(Channels.JOBS_DLQ, letter.scanId(), letter, headers(requestId));
  }

  private static RecordHeaders headers(String requestId) {
    RecordHeaders headers = new RecordHeaders();
    if (requestId != null) {
      headers.add(Channels.REQUEST_ID, requestId.getBytes(StandardCharsets.UTF_8));
    }
    return headers;
  }

  private Uni<Void> send(String topic, String key, Object value, RecordHeaders headers) {
    OutgoingKafkaRecordMetadata<String> metadata =
        OutgoingKafkaRecordMetadata.<String>builder()
            .withKey(key)
            .withTopic(topic)
            .withHeaders(headers)
            .build();
    return Uni.createFrom()
        .deferred(() -> emitter.sendMessage(Message.of(Json.write(value)).addMetadata(metadata)))
        .onFailure()
        .invoke(this::closed);
  }

  private void closed(Throwable cause) {
    if (open) {
      LOG.warnf("kafka is away, the relay will publish: %s", cause.getClass().getName());
    }
    open = false;
  }
}
