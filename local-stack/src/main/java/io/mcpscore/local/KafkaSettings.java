package io.mcpscore.local;

import java.util.HashMap;
import java.util.Map;

/** Settings of a one-node Kafka that is small and starts fast. */
final class KafkaSettings {

  /** Name of the listener between broker and controller. */
  static final String CONTROLLER = "CONTROLLER";

  /** Partitions of every topic: the most workers that can share it. */
  static final int PARTITIONS = 12;

  private static final String CLIENTS = "PLAINTEXT";

  private KafkaSettings() {}

  static Map<String, String> of(LocalKafka kafka) {
    String clients = CLIENTS + "://" + kafka.bootstrapServers();
    String controller = Ports.LOOPBACK + ":" + kafka.controllerPort();
    Map<String, String> settings = new HashMap<>(SMALL);
    settings.put("process.roles", "broker,controller");
    settings.put("node.id", "1");
    settings.put("controller.quorum.voters", "1@" + controller);
    settings.put("controller.listener.names", CONTROLLER);
    settings.put("listeners", clients + "," + CONTROLLER + "://" + controller);
    settings.put("advertised.listeners", clients);
    settings.put("inter.broker.listener.name", CLIENTS);
    settings.put("log.dirs", kafka.home().toString());
    settings.put("num.partitions", Integer.toString(PARTITIONS));
    return settings;
  }

  private static final Map<String, String> SMALL =
      Map.ofEntries(
          Map.entry("offsets.topic.replication.factor", "1"),
          Map.entry("offsets.topic.num.partitions", "1"),
          Map.entry("transaction.state.log.replication.factor", "1"),
          Map.entry("transaction.state.log.min.isr", "1"),
          Map.entry("transaction.state.log.num.partitions", "1"),
          Map.entry("share.coordinator.state.topic.replication.factor", "1"),
          Map.entry("share.coordinator.state.topic.min.isr", "1"),
          // Nobody else will join the group: there is nothing to wait for.
          Map.entry("group.initial.rebalance.delay.ms", "0"),
          Map.entry("group.min.session.timeout.ms", "1000"),
          // A broker that crashed may come back once its session has ended: by default after 9 s.
          Map.entry("broker.session.timeout.ms", "3000"),
          Map.entry("broker.heartbeat.interval.ms", "500"),
          // One voter needs no time to win.
          Map.entry("controller.quorum.election.timeout.ms", "200"),
          Map.entry("controller.quorum.election.backoff.max.ms", "200"),
          // By default 128 MB of heap, set aside at the start.
          Map.entry("log.cleaner.dedupe.buffer.size", "4194304"),
          Map.entry("num.network.threads", "2"),
          Map.entry("num.io.threads", "2"),
          Map.entry("background.threads", "2"),
          Map.entry("num.recovery.threads.per.data.dir", "2"));
}
