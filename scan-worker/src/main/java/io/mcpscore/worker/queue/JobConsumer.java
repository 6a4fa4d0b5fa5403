package io.mcpscore.worker.queue;

import io.mcpscore.model.Channels;
import io.mcpscore.worker.config.WorkerSettings;
import io.mcpscore.worker.ops.ScanMetrics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Joins topics, slots and runner. Consumption begins when the schema is there. On stop, nothing new
 * begins, and the topics are left to other workers; running scans may finish within the grace, and
 * the rest is handed back to the queue.
 */
@Singleton
public class JobConsumer {

  private static final Logger LOG = Logger.getLogger(JobConsumer.class);
  private static final Duration SCHEMA_PAUSE = Duration.ofSeconds(1);
  private static final Duration HAND_BACK = Duration.ofSeconds(5);

  private final Multi<Message<String>> jobs;
  private final Multi<Message<String>> bulkJobs;
  private final ScanRunner runner;
  private final ScanRows rows;
  private final WorkerSettings settings;
  private final Membership membership;
  private final Dispatcher dispatcher;
  private final List<JobSubscriber> subscribers;
  private volatile boolean consuming;

  JobConsumer(
      @Channel(Channels.JOBS) Multi<Message<String>> jobs,
      @Channel(Channels.JOBS_BULK) Multi<Message<String>> bulkJobs,
      ScanRunner runner,
      ScanRows rows,
      ScanMetrics metrics,
      WorkerSettings settings,
      Membership membership) {
    this.jobs = jobs;
    this.bulkJobs = bulkJobs;
    this.runner = runner;
    this.rows = rows;
    this.settings = settings;
    this.membership = membership;
    int slots = settings.slots().orElse(Runtime.getRuntime().availableProcessors());
    this.dispatcher = new Dispatcher(slots);
    metrics.slots(slots, dispatcher::busy);
    this.subscribers =
        List.of(
            new JobSubscriber(dispatcher.single(), runner, metrics, dispatcher::isStopped),
            new JobSubscriber(dispatcher.bulk(), runner, metrics, dispatcher::isStopped));
  }

  /** Whether jobs are being taken. */
  public boolean isConsuming() {
    return consuming;
  }

  void start(@Observes StartupEvent event) {
    Thread.ofPlatform().daemon().name("job-consumer").start(this::consume);
  }

  void stop(@Observes ShutdownEvent event) {
    consuming = false;
    dispatcher.stop();
    subscribers.forEach(JobSubscriber::cancel);
    // First of all: what is published for this worker from now on would wait for it.
    membership.leave();
    try {
      if (!dispatcher.await(settings.grace())) {
        runner.releaseAll();
        if (!dispatcher.await(HAND_BACK)) {
          LOG.warn("scans that could not be handed back are left to the reaper");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void consume() {
    boolean told = false;
    while (!dispatcher.isStopped() && !isSchemaThere()) {
      if (!told) {
        LOG.info("waiting for the schema: the gateway creates it");
        told = true;
      }
      try {
        Thread.sleep(SCHEMA_PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
    if (!dispatcher.isStopped()) {
      jobs.subscribe().withSubscriber(subscribers.get(0));
      bulkJobs.subscribe().withSubscriber(subscribers.get(1));
      consuming = true;
      LOG.info("taking jobs");
    }
  }

  private boolean isSchemaThere() {
    return DatabaseCalls.untilDone(rows::isSchemaThere, dispatcher::isStopped).orElse(false);
  }
}
