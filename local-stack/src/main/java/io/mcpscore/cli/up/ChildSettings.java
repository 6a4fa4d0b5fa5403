package io.mcpscore.cli.up;

import io.mcpscore.cli.advisories.AdvisoryPlace;
import io.mcpscore.local.LocalServices;
import io.mcpscore.local.Ports;
import io.mcpscore.local.Secrets;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

/**
 * What gateway and workers are told. It goes through a file that only the owner can read: command
 * lines, and on some systems environments, are open to every user of the machine.
 */
final class ChildSettings {

  /** Above what the services bring along, below the environment. */
  private static final String ORDINAL = "290";

  private final Properties properties = new Properties();

  private ChildSettings(int port) {
    put("config_ordinal", ORDINAL);
    put("quarkus.http.host", Ports.LOOPBACK);
    put("quarkus.http.port", Integer.toString(port));
    put("mcpscore.parent-pid", Long.toString(ProcessHandle.current().pid()));
  }

  /** Settings that both services have in common. */
  static ChildSettings common(int port, LocalServices services, Map<String, URI> mirrors) {
    ChildSettings settings = new ChildSettings(port);
    settings.put("quarkus.datasource.reactive.url", services.postgres().reactiveUrl());
    settings.put("quarkus.datasource.username", services.postgres().user());
    settings.put("quarkus.datasource.password", services.postgres().password());
    settings.put("quarkus.redis.hosts", services.redis().url());
    settings.put("kafka.bootstrap.servers", services.kafka().bootstrapServers());
    TreeSet<String> hosts = new TreeSet<>(mirrors.keySet());
    hosts.add("github.com");
    settings.put("mcpscore.git.hosts", String.join(",", hosts));
    mirrors.forEach(
        (host, base) -> settings.put("mcpscore.git.mirrors.\"" + host + "\"", base.toString()));
    return settings;
  }

  /**
   * Adds what the gateway alone needs: migrations run over JDBC, and nobody else needs the secrets.
   */
  ChildSettings forGateway(State state, LocalServices services) {
    put("quarkus.datasource.jdbc.url", services.postgres().jdbcUrl());
    put("mcpscore.keys.pepper", state.pepper());
    put("mcpscore.admin.token", state.adminToken());
    return this;
  }

  /** Adds what a worker alone needs: it hands its scans back before {@code up} loses patience. */
  ChildSettings forWorker() {
    put("mcpscore.worker.grace", "8s");
    AdvisoryPlace.filled().ifPresent(p -> put("mcpscore.engine.advisories", p.toString()));
    return this;
  }

  /** Writes the file. */
  void write(Path file) {
    try {
      StringWriter text = new StringWriter();
      properties.store(text, null);
      Secrets.write(file, text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void put(String name, String value) {
    properties.setProperty(name, value);
  }
}
