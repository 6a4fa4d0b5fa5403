package io.mcpscore.gateway.queue;

import io.mcpscore.model.Channels;
import io.mcpscore.model.ScanJob;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Publishes jobs right after the commit that made them, without keeping the client waiting.
 * Whatever goes wrong here, the rows still say that they are unpublished, and the relay finds them.
 */
@Singleton
public class DirectPublishing {

  private static final Logger LOG = Logger.getLogger(DirectPublishing.class);

  private final JobPublisher publisher;
  private final Outbox outbox;
  private final Pool pool;
  private final QueueMetrics metrics;

  DirectPublishing(JobPublisher publisher, Outbox outbox, Pool pool, QueueMetrics metrics) {
    this.publisher = publisher;
    this.outbox = outbox;
    this.pool = pool;
    this.metrics = metrics;
  }

  /**
   * Publishes new jobs, or leaves them to the relay.
   *
   * @param scanIds rows that were committed, with attempt 0
   * @param bulk whether the rows say that they belong to a bulk run
   */
  public void publish(List<String> scanIds, boolean bulk) {
    scanIds.forEach(id -> LOG.infof("scan=%s is queued", id));
    if (scanIds.isEmpty() || !publisher.isOpen()) {
      return;
    }
    List<ScanJob> jobs = scanIds.stream().map(id -> new ScanJob(id, 0)).toList();
    String requestId = (String) MDC.get(Channels.REQUEST_ID);
    Uni.join()
        .all(jobs.stream().map(job -> publisher.send(job, bulk, requestId)).toList())
        .andFailFast()
        .invoke(sent -> metrics.publishedDirectly(jobs.size()))
        .chain(() -> outbox.mark(pool, jobs))
        .subscribe()
        .with(
            done -> {},
            failure -> LOG.infof("left to the relay: %s", failure.getClass().getName()));
  }
}
