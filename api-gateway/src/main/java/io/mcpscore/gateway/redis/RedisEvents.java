package io.mcpscore.gateway.redis;

import io.mcpscore.model.Channels;
import io.mcpscore.model.ScanStatus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisConnection;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The one subscription of a gateway: progress of scans and revoked keys. Whenever the connection is
 * lost, or was never there, it tries again every second; nothing depends on it but smoothness.
 */
@Singleton
public class RedisEvents {

  /** Channel that carries the hash of a key that was just revoked. */
  public static final String REVOKED = "mcpscore:revoked";

  private static final Set<String> ENDS =
      Set.of(ScanStatus.COMPLETE.key(), ScanStatus.FAILED.key());
  private static final long RETRY_MILLIS = 1000;

  private final Redis redis;
  private final Vertx vertx;
  private final List<BiConsumer<String, String>> listeners = new CopyOnWriteArrayList<>();
  private final List<Runnable> resumptions = new CopyOnWriteArrayList<>();
  private volatile RedisConnection current;
  private volatile boolean stopped;

  RedisEvents(Redis redis, Vertx vertx) {
    this.redis = redis;
    this.vertx = vertx;
  }

  /**
   * Adds a listener of all messages; it must not block.
   *
   * @param listener takes channel and message
   */
  public void listen(BiConsumer<String, String> listener) {
    listeners.add(listener);
  }

  /**
   * Adds a listener of the ends of scans, whether complete or failed; it must not block.
   *
   * @param listener takes the id of the scan
   */
  public void onEnd(Consumer<String> listener) {
    String prefix = Channels.progress("");
    listen(
        (channel, message) -> {
          if (channel.startsWith(prefix) && ENDS.contains(message)) {
            listener.accept(channel.substring(prefix.length()));
          }
        });
  }

  /**
   * Adds a task for each time that messages arrive again: those of the time before are lost, and
   * whoever needs them has to look.
   */
  public void onResumption(Runnable task) {
    resumptions.add(task);
  }

  void start(@Observes StartupEvent event) {
    connect();
  }

  void stop(@Observes ShutdownEvent event) {
    stopped = true;
    RedisConnection connection = current;
    if (connection != null) {
      connection.closeAndForget();
    }
  }

  private void connect() {
    if (stopped) {
      return;
    }
    redis
        .connect()
        .chain(this::subscribe)
        .subscribe()
        .with(subscribed -> resumptions.forEach(Runnable::run), failure -> retry());
  }

  private Uni<Response> subscribe(RedisConnection connection) {
    current = connection;
    AtomicBoolean lost = new AtomicBoolean();
    Runnable onLoss =
        () -> {
          if (lost.compareAndSet(false, true)) {
            connection.closeAndForget();
            retry();
          }
        };
    connection.handler(this::dispatch);
    connection.endHandler(onLoss);
    connection.exceptionHandler(failure -> onLoss.run());
    return connection
        .send(Request.cmd(Command.PSUBSCRIBE).arg(Channels.progressPattern()).arg(REVOKED))
        .onFailure()
        .invoke(
            failure -> {
              lost.set(true);
              connection.closeAndForget();
            });
  }

  private void retry() {
    if (!stopped) {
      vertx.setTimer(RETRY_MILLIS, timer -> connect());
    }
  }

  private void dispatch(Response message) {
    if (message.size() == 4 && "pmessage".equals(message.get(0).toString())) {
      String channel = message.get(2).toString();
      String text = message.get(3).toString();
      listeners.forEach(listener -> listener.accept(channel, text));
    }
  }
}
