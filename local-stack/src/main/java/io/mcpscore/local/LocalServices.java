package io.mcpscore.local;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * PostgreSQL, Redis and Kafka together. They start at the same time; each can be stopped and
 * started again by itself.
 *
 * <p>The threads are platform threads: initialising classes pins virtual ones, and on two cores
 * three starts that wait for one another's classes would never end.
 */
public final class LocalServices implements AutoCloseable {

  private static final String POSTGRES = "postgres";
  private static final String REDIS = "redis";

  private final Path home;
  private final boolean temporary;
  private final LocalPostgres postgres;
  private final LocalRedis redis;
  private final LocalKafka kafka;
  private boolean closed;

  private LocalServices(Path home, boolean temporary) {
    this.home = home;
    this.temporary = temporary;
    this.postgres = new LocalPostgres(home.resolve(POSTGRES), Ports.free());
    this.redis = new LocalRedis(home.resolve(REDIS), Ports.free());
    this.kafka = new LocalKafka(home.resolve("kafka"), Ports.free());
  }

  /**
   * Services, not started yet, that keep their data.
   *
   * @param home directory of all data
   */
  public static LocalServices in(Path home) {
    return new LocalServices(Directories.make(home), false);
  }

  /** Running services whose data is deleted when they are closed, at the latest with this JVM. */
  public static LocalServices temporary() {
    LocalServices services = new LocalServices(Directories.temporary(), true);
    Runtime.getRuntime().addShutdownHook(new Thread(services::close, "local-services-closer"));
    services.start(service -> {});
    return services;
  }

  /** Running services that all tests of this JVM share; they end with it. */
  public static LocalServices shared() {
    return Shared.SERVICES;
  }

  /**
   * Ends servers that a killed launcher left behind.
   *
   * @param home directory of their data; nobody may start services there meanwhile
   */
  public static void endLeftovers(Path home) {
    Postmaster.of(home.resolve(POSTGRES).resolve(LocalPostgres.DATA)).ifPresent(Postmaster::stop);
    LocalRedis.endLeftover(home.resolve(REDIS));
  }

  /**
   * Starts all of them.
   *
   * @param ready called for each as soon as it answers, by its own thread
   * @throws LocalServiceException when one does not come up; the others are stopped then
   */
  public void start(Consumer<LocalService> ready) {
    try (ExecutorService threads = Executors.newFixedThreadPool(all().size())) {
      List<CompletableFuture<Void>> starts =
          all().stream()
              .map(
                  service ->
                      CompletableFuture.runAsync(service::start, threads)
                          .thenRun(() -> ready.accept(service)))
              .toList();
      starts.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      close();
      throw e.getCause() instanceof LocalServiceException known
          ? known
          : new LocalServiceException("A local service did not start", e.getCause());
    }
  }

  /** The database. */
  public LocalPostgres postgres() {
    return postgres;
  }

  /** Counters and progress. */
  public LocalRedis redis() {
    return redis;
  }

  /** The queue. */
  public LocalKafka kafka() {
    return kafka;
  }

  /** Stops all of them, and deletes the data of temporary ones. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (ExecutorService threads = Executors.newFixedThreadPool(all().size())) {
      all().forEach(service -> threads.execute(service::stop));
    }
    if (temporary) {
      Directories.delete(home);
    }
  }

  /** All three. */
  public List<LocalService> all() {
    return List.of(postgres, redis, kafka);
  }

  private static final class Shared {
    static final LocalServices SERVICES = temporary();
  }
}
