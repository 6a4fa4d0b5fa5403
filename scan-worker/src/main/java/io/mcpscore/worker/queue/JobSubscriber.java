package io.mcpscore.worker.queue;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.mcpscore.model.Json;
import io.mcpscore.model.ScanId;
import io.mcpscore.model.ScanJob;
import io.mcpscore.worker.ops.ScanMetrics;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/** Reads one topic, a record at a time, and only when its lane asks for one. */
final class JobSubscriber implements Flow.Subscriber<Message<String>> {

  private static final Logger LOG = Logger.getLogger(JobSubscriber.class);

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
      lane.offer(() -> runner.run(job.get(), () -> acknowledge(message), stopped));
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
