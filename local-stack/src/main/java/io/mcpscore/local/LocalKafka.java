package io.mcpscore.local;

import io.mcpscore.model.Channels;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * Kafka in this JVM: one node that is broker and controller. The topics of the product are made on
 * the first start.
 */
public final class LocalKafka implements LocalService {

  private static final int NODE = 1;

  /** Base 64 of {@code mcpscore-local-1}: the same on every start, as the data demands. */
  private static final String CLUSTER = "bWNwc2NvcmUtbG9jYWwtMQ";

  private final Path home;
  private final int port;
  private final int controllerPort;
  private KafkaRaftServer server;

  /**
   * A server that is not started yet.
   *
   * @param home directory of its logs
   * @param port free port, used for every start
   */
  public LocalKafka(Path home, int port) {
    this.home = Directories.make(home);
    this.port = port;
    this.controllerPort = Ports.free();
  }

  @Override
  public String name() {
    return "Kafka";
  }

  @Override
  public synchronized void start() {
    if (server != null) {
      return;
    }
    QuietLogs.apply();
    try {
      format();
      server = new KafkaRaftServer(new KafkaConfig(KafkaSettings.of(this), false), Time.SYSTEM);
      server.startup();
      makeTopics();
    } catch (Exception e) {
      stop();
      throw new LocalServiceException("Kafka did not start: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return server != null;
  }

  @Override
  public synchronized void stop() {
    KafkaRaftServer running = server;
    server = null;
    if (running != null) {
      running.shutdown();
      running.awaitShutdown();
    }
  }

  /** Stops in order: the server shares this JVM. */
  @Override
  public synchronized void kill() {
    stop();
  }

  /** Address for clients, {@code host:port}. */
  public String bootstrapServers() {
    return Ports.LOOPBACK + ":" + port;
  }

  int controllerPort() {
    return controllerPort;
  }

  Path home() {
    return home;
  }

  private void format() throws Exception {
    try (PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, "UTF-8")) {
      new Formatter()
          .setPrintStream(nowhere)
          .setNodeId(NODE)
          .setClusterId(CLUSTER)
          .addDirectory(home.toString())
          .setMetadataLogDirectory(home.toString())
          .setControllerListenerName(KafkaSettings.CONTROLLER)
          .setIgnoreFormatted(true)
          .run();
    }
  }

  private void makeTopics() throws InterruptedException {
    List<String> names = List.of(Channels.JOBS, Channels.JOBS_BULK, Channels.JOBS_DLQ);
    List<NewTopic> topics =
        names.stream().map(n -> new NewTopic(n, KafkaSettings.PARTITIONS, (short) 1)).toList();
    try (Admin admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers()))) {
      for (var made : admin.createTopics(topics).values().values()) {
        try {
          made.get();
        } catch (ExecutionException e) {
          if (!(e.getCause() instanceof TopicExistsException)) {
            throw new LocalServiceException("Kafka refused a topic", e.getCause());
          }
        }
      }
    }
  }
}
