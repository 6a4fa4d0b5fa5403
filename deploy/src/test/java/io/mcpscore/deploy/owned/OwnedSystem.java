package io.mcpscore.deploy.owned;

import io.mcpscore.cli.key.AdminClient;
import io.mcpscore.deploy.Project;
import io.mcpscore.local.LocalPostgres;
import io.mcpscore.local.LocalRedis;
import io.mcpscore.local.MirrorServer;
import io.mcpscore.local.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * The whole system, gateway and workers from the packaged jars, on real servers: every part is a
 * process of its own, started from here, that keeps its ports and its data when it is killed.
 */
public final class OwnedSystem implements AutoCloseable {

  private static final String TOKEN = "a-token-of-the-test-and-nobody-else";

  /** Two of ours, and the dead letters. */
  private static final int TOPICS = 3;

  /** Options of the JVM for processes that are started often and do little. */
  public static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1");

  private final Path home;
  private final Map<String, String> settings;
  private final List<String> jvm;
  private final Probes probes = new Probes();
  private final LocalPostgres postgres;
  private final LocalRedis redis;
  private final int kafkaPort = Ports.free();
  private final int gatewayPort = Ports.free();
  private final JavaProcess kafka;
  private final JavaProcess gateway;
  private final List<JavaProcess> workers = new ArrayList<>();
  private final MirrorServer mirror;

  private OwnedSystem(
      Path home, Path repositories, Map<String, String> settings, List<String> jvm) {
    this.home = home;
    this.settings = settings;
    this.jvm = jvm;
    this.postgres = new LocalPostgres(home.resolve("postgres"), Ports.free());
    this.redis = new LocalRedis(home.resolve("redis"), Ports.free());
    this.mirror = new MirrorServer(repositories);
    this.kafka =
        new JavaProcess(
            "Kafka",
            List.of(
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KafkaProgram.class.getName(),
                home.resolve("kafka").toString(),
                Integer.toString(kafkaPort),
                Long.toString(ProcessHandle.current().pid())),
            home.resolve("kafka.log"),
            () -> Probes.isKafkaUp(kafkaPort, TOPICS));
    this.gateway = service("api-gateway", "gateway", gatewayPort, List.of("-Xmx384m"));
  }

  /**
   * Starts everything.
   *
   * @param home directory of all data and logs
   * @param repositories bare ones, that stand in the place of github.com
   * @param workers how many
   * @param settings of gateway and workers, beside addresses and secrets
   * @param jvm options for gateway and workers
   */
  public static OwnedSystem start(
      Path home, Path repositories, int workers, Map<String, String> settings, List<String> jvm) {
    OwnedSystem system = new OwnedSystem(home, repositories, settings, jvm);
    try {
      system.startAll(workers);
    } catch (RuntimeException | Error e) {
      system.close();
      throw e;
    }
    return system;
  }

  /** The parts that can be killed, the first worker among them. */
  public List<Victim> victims() {
    return List.of(
        gateway, workers.getFirst(), kafka, new ServiceVictim(redis), new ServiceVictim(postgres));
  }

  /** The workers, in the order of their start. */
  public List<JavaProcess> workers() {
    return List.copyOf(workers);
  }

  /** Base address of the gateway. */
  public URI address() {
    return URI.create("http://" + Ports.LOOPBACK + ":" + gatewayPort);
  }

  /** Makes an account of the largest tier and answers its key. */
  public String newKey(String account) {
    return new AdminClient(address(), TOKEN)
        .create(account, "enterprise", "test", 1_000_000, null)
        .path("key")
        .asText();
  }

  /** The database. */
  public Database database() {
    return new Database(postgres);
  }

  /** {@code host:port} of Kafka. */
  public String bootstrapServers() {
    return Ports.LOOPBACK + ":" + kafkaPort;
  }

  /** Starts one more worker and waits until it takes jobs. */
  public JavaProcess addWorker(String... options) {
    JavaProcess worker = launchWorker(List.of(options));
    worker.awaitReady();
    return worker;
  }

  /** Stops all workers in order. */
  public void stopWorkers() {
    workers.forEach(JavaProcess::terminate);
    workers.forEach(worker -> worker.awaitEnd(Duration.ofMinutes(1)));
    workers.clear();
  }

  @Override
  public void close() {
    workers.forEach(JavaProcess::kill);
    gateway.kill();
    kafka.kill();
    redis.kill();
    postgres.kill();
    mirror.close();
  }

  private void startAll(int count) {
    CompletableFuture<Void> broker = CompletableFuture.runAsync(kafka::start);
    postgres.start();
    redis.start();
    gateway.launch();
    for (int i = 0; i < count; i++) {
      launchWorker(List.of());
    }
    broker.join();
    gateway.awaitReady();
    workers.forEach(JavaProcess::awaitReady);
  }

  private JavaProcess launchWorker(List<String> options) {
    List<String> all = new ArrayList<>(List.of("-Xmx768m"));
    all.addAll(options);
    JavaProcess worker =
        service("scan-worker", "worker-" + (workers.size() + 1), Ports.free(), all);
    workers.add(worker);
    worker.launch();
    return worker;
  }

  private JavaProcess service(String module, String name, int port, List<String> options) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-Djdk.virtualThreadScheduler.parallelism=8"));
    arguments.addAll(jvm);
    arguments.addAll(options);
    all(port).forEach((key, value) -> arguments.add("-D" + key + "=" + value));
    Path jar = Project.top().resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    arguments.addAll(List.of("-jar", jar.toString()));
    return new JavaProcess(
        name, arguments, home.resolve(name + ".log"), () -> probes.isReady(port));
  }

  private Map<String, String> all(int port) {
    Map<String, String> all = new TreeMap<>();
    all.put("quarkus.http.host", Ports.LOOPBACK);
    all.put("quarkus.http.port", Integer.toString(port));
    all.put("mcpscore.parent-pid", Long.toString(ProcessHandle.current().pid()));
    all.put("quarkus.datasource.reactive.url", postgres.reactiveUrl());
    all.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl());
    all.put("quarkus.datasource.username", postgres.user());
    all.put("quarkus.datasource.password", postgres.password());
    all.put("quarkus.redis.hosts", redis.url());
    all.put("kafka.bootstrap.servers", bootstrapServers());
    all.put("mcpscore.git.mirrors.\"github.com\"", mirror.base().toString());
    all.put("mcpscore.keys.pepper", "a-pepper-of-the-test-and-nobody-else");
    all.put("mcpscore.admin.token", TOKEN);
    all.putAll(settings);
    return all;
  }
}
