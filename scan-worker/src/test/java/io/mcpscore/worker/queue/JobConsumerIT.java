package io.mcpscore.worker.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.mcpscore.model.Json;
import io.mcpscore.model.ScanJob;
import io.mcpscore.worker.ScriptedWork;
import io.mcpscore.worker.Services;
import io.mcpscore.worker.TestRows;
import io.mcpscore.worker.config.WorkerSettings;
import io.mcpscore.worker.ops.ScanMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

/** What a stopping worker does with what it holds; the topics are replaced, the rows are real. */
@QuarkusTest
@QuarkusTestResource(Services.class)
class JobConsumerIT {

  @Inject ScanRunner runner;
  @Inject ScanRows rows;
  @Inject WorkerSettings settings;
  @Inject TestRows table;
  @Inject ScriptedWork work;

  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean left = new AtomicBoolean();
  private final UnicastProcessor<Message<String>> topic = UnicastProcessor.create();

  @Test
  void aStoppingWorkerFinishesOrHandsBackAndTakesNothingNew() throws Exception {
    JobConsumer consumer =
        new JobConsumer(
            topic,
            Multi.createFrom().nothing(),
            runner,
            rows,
            new ScanMetrics(new SimpleMeterRegistry()),
            settings,
            () -> left.set(true));
    consumer.start(new StartupEvent());
    String quick = table.insert("gated-3");
    String endless = table.insert("endless-3");
    String waiting = table.insert("waiting-3");
    offer(quick);
    offer(endless);
    table.await(quick, "analyzing");
    table.await(endless, "analyzing");
    assertTrue(consumer.isConsuming());
    offer(waiting);

    Thread opener = Thread.ofVirtual().start(() -> openSoon());
    consumer.stop(new ShutdownEvent());
    opener.join();

    assertFalse(consumer.isConsuming());
    assertTrue(left.get(), "others get the topics");
    assertEquals("complete", table.get(quick).getString("status"));
    Row back = table.get(endless);
    assertEquals("pending", back.getString("status"));
    assertNull(back.getOffsetDateTime("published_at"));
    assertNull(back.getOffsetDateTime("lease_until"));
    assertEquals(1, back.getInteger("attempt"));
    assertEquals(1, back.getInteger("uncounted"), "a stop is no failure of the scan");
    assertEquals(0, table.get(waiting).getInteger("attempt"));
    assertEquals(Set.of(quick, endless), acknowledged, "what was not claimed comes again");
  }

  private void openSoon() {
    try {
      Thread.sleep(150);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    work.open();
  }

  private void offer(String id) {
    topic.onNext(
        Message.of(
            Json.write(new ScanJob(id, 0)),
            () -> {
              acknowledged.add(id);
              return CompletableFuture.completedFuture(null);
            }));
  }
}
