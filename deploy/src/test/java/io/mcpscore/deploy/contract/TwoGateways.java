package io.mcpscore.deploy.contract;

import io.mcpscore.deploy.FixtureHost;
import io.mcpscore.local.Directories;
import io.mcpscore.local.LocalServices;
import io.mcpscore.local.MirrorServer;
import io.mcpscore.model.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Two packaged gateways on the same real PostgreSQL, Redis and Kafka, and a git host; no worker, so
 * that tests decide themselves how a scan ends. Started by the first test that asks, and stopped
 * with the JVM.
 */
final class TwoGateways {

  /** The operator's token. */
  static final String ADMIN = "operator-token-of-the-contract-tests";

  /** A repository of the git host whose scan ends well. */
  static final String REPOSITORY = "https://github.com/acme/notes";

  private static TwoGateways running;

  private final Path home = Directories.temporary();
  private final LocalServices services = LocalServices.temporary();
  private final MirrorServer mirror;
  private final ServiceUnderTest first;
  private final ServiceUnderTest second;
  private final Sql sql;
  private final ApiDocument document;

  private TwoGateways() throws IOException, InterruptedException {
    FixtureHost host = new FixtureHost(home.resolve("mirror"));
    for (String name : new String[] {"acme/notes", "acme/clock", "planted-owner/planted-repo"}) {
      host.commit(name, FixtureHost.notesServer());
    }
    mirror = new MirrorServer(host.folder());
    // One after the other: the first one migrates the database.
    first = ServiceUnderTest.start("api-gateway", settings(), home).awaitReady();
    second = ServiceUnderTest.start("api-gateway", settings(), home).awaitReady();
    sql = new Sql(services.postgres());
    document =
        new ApiDocument(
            Json.mapper()
                .readTree(
                    http()
                        .send("GET", "/q/openapi?format=json", java.util.List.of(), new byte[0])
                        .body()));
  }

  /** The running system. */
  static synchronized TwoGateways get() {
    if (running == null) {
      try {
        running = new TwoGateways();
        Runtime.getRuntime().addShutdownHook(new Thread(running::stop));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
    return running;
  }

  /** Both gateways in turn see the same; most tests ask this one. */
  ServiceUnderTest first() {
    return first;
  }

  ServiceUnderTest second() {
    return second;
  }

  LocalServices services() {
    return services;
  }

  Sql sql() {
    return sql;
  }

  /** What the gateway says of itself. */
  ApiDocument document() {
    return document;
  }

  /** A client of the first gateway. */
  RawHttp http() {
    return new RawHttp(first.port());
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.datasource.reactive.url", services.postgres().reactiveUrl());
    settings.put("quarkus.datasource.username", services.postgres().user());
    settings.put("quarkus.datasource.password", services.postgres().password());
    settings.put("quarkus.redis.hosts", services.redis().url());
    settings.put("kafka.bootstrap.servers", services.kafka().bootstrapServers());
    settings.put("mcpscore.keys.pepper", "pepper-of-the-contract-tests-0123456789");
    settings.put("mcpscore.admin.token", ADMIN);
    settings.put("mcpscore.git.hosts", "github.com");
    settings.put("mcpscore.git.mirrors.\"github.com\"", mirror.base().toString());
    settings.put("mcpscore.limits.gateways", "2");
    // On a busy machine an answer may take long; it must not be taken for none.
    settings.put("mcpscore.limits.redis-timeout", "20s");
    // Every test shares one address, and most of them send bad keys.
    settings.put("mcpscore.limits.bad-keys-per-address", "1000000");
    settings.put("mcpscore.tiers.enterprise.daily-limit", "10000000");
    settings.put("mcpscore.tiers.enterprise.queue-limit", "100000");
    return settings;
  }

  private void stop() {
    first.close();
    second.close();
    mirror.close();
    services.close();
    Directories.delete(home);
  }
}
