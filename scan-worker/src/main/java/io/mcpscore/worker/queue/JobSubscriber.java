package io.mcpscore.worker.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.mcpscore.model.Channels;
import io.mcpscore.model.Json;
import io.mcpscore.model.ScanId;
import io.mcpscore.model.ScanJob;
import io.mcpscore.worker.ops.ScanMetrics;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Reads one topic, a record at a time, and only when its lane asks for one. */
final class JobSubscriber implements Flow.Subscriber<Message<String>> {

  private static final Logger LOG = Logger.getLogger(JobSubscriber.class);

  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private final Dispatcher.Lane lane;
  private final ScanRunner runner;
  private final ScanMetrics metrics;
  private final BooleanSupplier stopped;
  private volatile Flow.Subscription subscription;

  JobSubscriber(
      Dispatcher.Lane lane, ScanRunner runner, ScanMetrics metrics, BooleanSupplier stopped) {
    this.lane = lane;
    this.runner = runner;
    this.metrics = metrics;
    this.stopped = stopped;
  }

  void cancel() {
    Flow.Subscription open = subscription;
    if (open != null) {
      open.cancel();
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription opened) {
    subscription = opened;
    lane.onRoom(() -> opened.request(1));
    opened.request(1);
  }

  @Override
  public void onNext(Message<String> message) {
    Optional<ScanJob> job = parse(message.getPayload());
    if (job.isPresent()) {
      String requestId = requestId(message);
      lane.offer(() -> run(job.get(), message, requestId));
      return;
    }
    // The text may be anything, so it is not logged.
    LOG.warn("a record that is no job was skipped");
    metrics.poison();
    acknowledge(message);
    subscription.request(1);
  }

  @Override
  public void onError(Throwable failure) {
    LOG.errorf("the stream of jobs broke: %s", failure.getClass().getName());
  }

  @Override
  public void onComplete() {
    LOG.info("the stream of jobs has ended");
  }

  private void run(ScanJob job, Message<String> message, String requestId) {
    MDC.put(Channels.REQUEST_ID, requestId);
    try {
      runner.run(job, () -> acknowledge(message), stopped);
    } finally {
      MDC.remove(Channels.REQUEST_ID);
    }
  }

  /** Of whoever asked for the scan; the empty text when it is not told or not harmless. */
  private static String requestId(Message<String> message) {
    return message
        .getMetadata(IncomingKafkaRecordMetadata.class)
        .map(metadata -> metadata.getHeaders().lastHeader(Channels.REQUEST_ID))
        .map(header -> new String(header.value(), StandardCharsets.UTF_8))
        .filter(id -> HARMLESS.matcher(id).matches())
        .orElse("");
  }

  private static Optional<ScanJob> parse(String payload) {
    try {
      ScanJob job = payload == null ? null : Json.mapper().readValue(payload, ScanJob.class);
      return Optional.ofNullable(job)
          .filter(j -> j.scanId() != null && ScanId.isValid(j.scanId()) && j.attempt() >= 0);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static void acknowledge(Message<String> message) {
    message
        .ack()
        .exceptionally(
            failure -> {
              // It will come again and find nothing to claim.
              LOG.warnf("a record could not be acknowledged: %s", failure.getClass().getName());
              return null;
            });
  }
}
