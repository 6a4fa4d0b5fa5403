package io.mcpscore.worker;

import io.mcpscore.local.LocalPostgres;
import io.mcpscore.local.LocalServices;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Real PostgreSQL with the gateway's schema, Redis and Kafka, and short times. Tests reach the
 * switches of the servers through a field {@code Map<String, Runnable>} marked {@link Switches}.
 */
public final class Services implements QuarkusTestResourceLifecycleManager {

  private static final Path MIGRATIONS =
      Path.of("../api-gateway/src/main/resources/db/migration").toAbsolutePath();

  private LocalServices services;

  @Override
  public Map<String, String> start() {
    services = LocalServices.temporary();
    LocalPostgres postgres = services.postgres();
    migrate(postgres);
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.datasource.reactive.url", postgres.reactiveUrl());
    settings.put("quarkus.datasource.username", postgres.user());
    settings.put("quarkus.datasource.password", postgres.password());
    settings.put("quarkus.redis.hosts", services.redis().url());
    settings.put("kafka.bootstrap.servers", services.kafka().bootstrapServers());
    settings.put("quarkus.http.test-port", "0");
    settings.put("mcpscore.worker.slots", "2");
    settings.put("mcpscore.worker.lease", "10s");
    settings.put("mcpscore.worker.renew-every", "300ms");
    settings.put("mcpscore.worker.retry-backoff", "200ms");
    settings.put("mcpscore.worker.max-waits", "2");
    settings.put("mcpscore.worker.grace", "500ms");
    settings.put("mcpscore.budget.scan-time", "4s");
    return settings;
  }

  @Override
  public void inject(TestInjector injector) {
    Map<String, Runnable> switches =
        Map.of(
            "postgres.stop", services.postgres()::stop,
            "postgres.start", services.postgres()::start,
            "redis.stop", services.redis()::stop,
            "redis.start", services.redis()::start,
            "kafka.stop", services.kafka()::stop,
            "kafka.start", services.kafka()::start);
    injector.injectIntoFields(
        switches, new TestInjector.AnnotatedAndMatchesType(Switches.class, Map.class));
  }

  @Override
  public void stop() {
    if (services != null) {
      services.close();
    }
  }

  private static void migrate(LocalPostgres postgres) {
    try (Connection connection =
            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
        Statement statement = connection.createStatement();
        Stream<Path> files = Files.list(MIGRATIONS)) {
      List<Path> sorted = files.sorted().toList();
      for (Path file : sorted) {
        statement.execute(Files.readString(file));
      }
      statement.execute("INSERT INTO account (name, tier) VALUES ('test', 'pro')");
    } catch (SQLException e) {
      throw new IllegalStateException("the schema of the gateway does not apply", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
