package io.mcpscore.gateway.queue;

import io.mcpscore.gateway.http.RequestIdFilter;
import io.mcpscore.model.ScanJob;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Publishes the job of a single scan right after the commit that made it, without keeping the
 * client waiting. Whatever goes wrong here, the row still says that it is unpublished, and the
 * relay finds it.
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
   * Publishes a new job, or leaves it to the relay.
   *
   * @param scanId row that was committed, with attempt 0
   */
  public void publish(String scanId) {
    LOG.infof("scan=%s is queued", scanId);
    if (!publisher.isOpen()) {
      return;
    }
    ScanJob job = new ScanJob(scanId, 0);
    publisher
        .send(job, false, RequestIdFilter.current())
        .invoke(metrics::publishedDirectly)
        .chain(() -> outbox.mark(pool, List.of(job)))
        .subscribe()
        .with(
            done -> {},
            failure -> LOG.infof("left to the relay: %s", failure.getClass().getName()));
  }
}
