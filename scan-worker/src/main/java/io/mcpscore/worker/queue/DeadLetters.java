package io.mcpscore.worker.queue;

import io.mcpscore.model.ApiError;
import io.mcpscore.model.Channels;
import io.mcpscore.model.DeadLetter;
import io.mcpscore.model.Json;
import io.mcpscore.worker.scan.ClaimedScan;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * The topic of jobs that were given up, for operators and for later replay. The row has the truth
 * already, so a letter that cannot be sent is logged and dropped.
 */
@Singleton
public class DeadLetters {

  private static final Logger LOG = Logger.getLogger(DeadLetters.class);

  private final MutinyEmitter<String> emitter;

  DeadLetters(@Channel(Channels.JOBS_DLQ) MutinyEmitter<String> emitter) {
    this.emitter = emitter;
  }

  void send(ClaimedScan scan, ApiError error) {
    String letter = Json.write(new DeadLetter(scan.id(), scan.attempt(), error.code()));
    OutgoingKafkaRecordMetadata<String> metadata =
        OutgoingKafkaRecordMetadata.<String>builder()
            .withKey(scan.id())
            .withHeaders(headers())
            .build();
    emitter
        .sendMessage(Message.of(letter, Metadata.of(metadata)))
        .subscribe()
        .with(
            done -> {},
            failure -> LOG.errorf("scan=%s could not be sent to the dead letters", scan.id()));
  }

  /** Who asked for the scan, as the job that was given up told it. */
  private static RecordHeaders headers() {
    RecordHeaders headers = new RecordHeaders();
    if (MDC.get(Channels.REQUEST_ID) instanceof String id && !id.isEmpty()) {
      headers.add(Channels.REQUEST_ID, id.getBytes(StandardCharsets.UTF_8));
    }
    return headers;
  }
}
