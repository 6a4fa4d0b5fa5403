package io.mcpscore.gateway;

import io.mcpscore.local.LocalPostgres;
import io.mcpscore.local.LocalServices;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/**
 * Real PostgreSQL, Redis and Kafka, and a git host that answers as a test wishes. Tests reach the
 * switches of the servers through a field {@code Map<String, Runnable>} marked {@link Switches}.
 */
public final class Services implements QuarkusTestResourceLifecycleManager {

  /** Token of the administration in tests. */
  static final String ADMIN_TOKEN = "admin-token-of-the-tests";

  /** Bad keys that an address may send in tests; many tests share one address. */
  static final int BAD_KEYS = 60;

  private LocalServices services;
  private GitHostStub gitHost;

  @Override
  public Map<String, String> start() {
    services = LocalServices.temporary();
    gitHost = GitHostStub.start();
    LocalPostgres postgres = services.postgres();
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.datasource.reactive.url", postgres.reactiveUrl());
    settings.put("quarkus.datasource.username", postgres.user());
    settings.put("quarkus.datasource.password", postgres.password());
    settings.put("quarkus.redis.hosts", services.redis().url());
    settings.put("kafka.bootstrap.servers", services.kafka().bootstrapServers());
    settings.put("quarkus.http.test-port", "0");
    settings.put("quarkus.http.host", "0.0.0.0");
    settings.put("mcpscore.keys.pepper", "pepper-of-the-tests-0123456789");
    settings.put("mcpscore.admin.token", ADMIN_TOKEN);
    settings.put("mcpscore.limits.bad-keys-per-address", String.valueOf(BAD_KEYS));
    settings.put("mcpscore.queue.relay-grace", "500ms");
    settings.put("mcpscore.queue.reap-every", "1s");
    settings.put("mcpscore.git.hosts", "github.com,git.example,down.example");
    settings.put("mcpscore.git.mirrors.\"github.com\"", gitHost.url() + "/git");
    settings.put("mcpscore.git.mirrors.\"git.example\"", gitHost.url() + "/git");
    settings.put("mcpscore.git.mirrors.\"down.example\"", "http://127.0.0.1:9");
    settings.put("mcpscore.git.tokens.\"github.com\"", GitHostStub.TOKEN);
    settings.put("mcpscore.git.api.\"github.com\"", gitHost.url() + "/api");
    settings.put("mcpscore.webhooks.private-hosts", "127.0.0.1");
    settings.put("mcpscore.webhooks.poll-every", "500ms");
    settings.put("mcpscore.webhooks.timeout", "2s");
    settings.put("mcpscore.webhooks.first-retry", "200ms");
    settings.put("mcpscore.uploads.expire-every", "1s");
    settings.put("mcpscore.uploads.max-bytes-per-account", "10000000");
    return settings;
  }

  @Override
  public void inject(TestInjector injector) {
    Map<String, Runnable> switches =
        Map.of(
            "redis.stop", services.redis()::stop,
            "redis.start", services.redis()::start,
            "kafka.stop", services.kafka()::stop,
            "kafka.start", services.kafka()::start);
    injector.injectIntoFields(
        switches, new TestInjector.AnnotatedAndMatchesType(Switches.class, Map.class));
  }

  @Override
  public void stop() {
    if (gitHost != null) {
      gitHost.stop();
    }
    if (services != null) {
      services.close();
    }
  }
}
