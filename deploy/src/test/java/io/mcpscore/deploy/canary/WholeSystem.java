package io.mcpscore.deploy.canary;

import io.mcpscore.deploy.FixtureHost;
import io.mcpscore.deploy.contract.ServiceUnderTest;
import io.mcpscore.local.Directories;
import io.mcpscore.local.LocalServices;
import io.mcpscore.local.MirrorServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gateway and worker, which say all that they can of themselves, and everything below them. */
final class WholeSystem implements AutoCloseable {

  private final Path home = Directories.temporary();
  private final LocalServices services = LocalServices.temporary();
  private final MirrorServer mirror;
  private final ServiceUnderTest gateway;
  private final ServiceUnderTest worker;

  WholeSystem(Canaries canaries, Map<String, Map<String, String>> repositories) throws Exception {
    FixtureHost host = new FixtureHost(home.resolve("mirror"));
    for (Map.Entry<String, Map<String, String>> repository : repositories.entrySet()) {
      host.commit(repository.getKey(), repository.getValue());
    }
    mirror = new MirrorServer(host.folder());
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.datasource.reactive.url", services.postgres().reactiveUrl());
    settings.put("quarkus.datasource.username", services.postgres().user());
    settings.put("quarkus.datasource.password", services.postgres().password());
    settings.put("quarkus.redis.hosts", services.redis().url());
    settings.put("kafka.bootstrap.servers", services.kafka().bootstrapServers());
    settings.put("mcpscore.keys.pepper", canaries.system("pepper", "", 40));
    settings.put("mcpscore.admin.token", canaries.system("operator's token", "", 40));
    settings.put("mcpscore.git.hosts", "github.com,down.example");
    settings.put("mcpscore.git.mirrors.\"github.com\"", mirror.base().toString());
    settings.put("mcpscore.git.mirrors.\"down.example\"", "http://127.0.0.1:9");
    settings.put("mcpscore.git.tokens.\"github.com\"", canaries.system("host's token", "", 36));
    settings.put("mcpscore.worker.retry-backoff", "100ms");
    settings.put("mcpscore.webhooks.private-hosts", "127.0.0.1");
    settings.put("quarkus.log.category.\"io.mcpscore\".level", "TRACE");
    canaries.system("password of the database", services.postgres().password());
    canaries.system(
        "password of Redis", URI.create(services.redis().url()).getUserInfo().substring(1));
    gateway = ServiceUnderTest.start("api-gateway", settings, home).awaitReady();
    worker = ServiceUnderTest.start("scan-worker", settings, home).awaitReady();
  }

  ServiceUnderTest gateway() {
    return gateway;
  }

  ServiceUnderTest worker() {
    return worker;
  }

  /** What Redis holds. */
  String redis() throws IOException {
    try (Redis redis = new Redis(URI.create(services.redis().url()))) {
      return redis.everything();
    }
  }

  /** What Kafka holds. */
  String kafka() {
    return KafkaRecords.everything(services.kafka().bootstrapServers());
  }

  /** Every row of every table. */
  String database() throws SQLException {
    StringBuilder all = new StringBuilder();
    try (Connection connection =
            DriverManager.getConnection(
                services.postgres().jdbcUrl(),
                services.postgres().user(),
                services.postgres().password());
        Statement statement = connection.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet rows =
          statement.executeQuery("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      for (String table : tables) {
        try (ResultSet rows = statement.executeQuery("SELECT t::text FROM " + table + " t")) {
          while (rows.next()) {
            all.append(table).append(' ').append(rows.getString(1)).append('\n');
          }
        }
      }
    }
    return all.toString();
  }

  @Override
  public void close() {
    worker.close();
    gateway.close();
    mirror.close();
    services.close();
    Directories.delete(home);
  }
}
