package io.mcpscore.gateway;

import io.mcpscore.local.Ports;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Keycloak's own distribution on 127.0.0.1, which the build has unpacked, with the realms of {@code
 * src/test/resources/keycloak}. Every start begins with an empty database.
 */
public final class KeycloakServer implements QuarkusTestResourceLifecycleManager {

  private static final Path UNPACKED = Path.of("target", "keycloak");
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  private Process process;

  @Override
  public Map<String, String> start() {
    int port = Ports.free();
    String url = "http://127.0.0.1:" + port;
    try {
      Path home = home();
      prepare(home);
      process = launch(home, port);
      await(URI.create(url + "/realms/mcpscore/.well-known/openid-configuration"));
    } catch (IOException e) {
      stop();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      stop();
      throw e;
    }
    Map<String, String> settings = new HashMap<>();
    settings.put("mcpscore.people.enabled", "true");
    settings.put("mcpscore.people.roles-claim", "realm_access/roles");
    settings.put("mcpscore.people.roles.viewer", "mcp-reader");
    settings.put("mcpscore.people.roles.submitter", "mcp-scanner");
    settings.put("mcpscore.people.roles.admin", "mcp-owner");
    settings.put("mcpscore.people.account-claim", "account");
    settings.put("mcpscore.people.new-account-tier", "team");
    settings.put("quarkus.oidc.auth-server-url", url + "/realms/mcpscore");
    settings.put("quarkus.oidc.credentials.secret", "secret-of-the-tests");
    // A page for people, as the code flow is for.
    settings.put("quarkus.oidc.application-type", "hybrid");
    settings.put("quarkus.http.auth.permission.page.paths", "/");
    settings.put("quarkus.http.auth.permission.page.policy", "authenticated");
    return settings;
  }

  @Override
  public void stop() {
    if (process == null) {
      return;
    }
    // The launcher is a script, and the server its child.
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle one : all) {
      try {
        one.onExit().get(20, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (ExecutionException | TimeoutException e) {
        throw new IllegalStateException("Keycloak does not end", e);
      }
    }
  }

  private static Path home() throws IOException {
    if (!Files.isDirectory(UNPACKED)) {
      throw new IllegalStateException("no Keycloak in " + UNPACKED + "; run the build's verify");
    }
    try (Stream<Path> children = Files.list(UNPACKED)) {
      return children
          .filter(child -> child.getFileName().toString().startsWith("keycloak-"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static void prepare(Path home) throws IOException {
    Path data = home.resolve("data");
    if (Files.exists(data)) {
      try (Stream<Path> old = Files.walk(data)) {
        old.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
      }
    }
    Path imports = Files.createDirectories(data.resolve("import"));
    for (String realm : List.of("mcpscore-realm.json", "elsewhere-realm.json")) {
      try (InputStream in = KeycloakServer.class.getResourceAsStream("/keycloak/" + realm)) {
        Files.copy(in, imports.resolve(realm), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  private static Process launch(Path home, int port) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            "bash",
            home.resolve("bin/kc.sh").toAbsolutePath().toString(),
            // The distribution is built for its defaults, which do here: building it anew, as a
            // first
            // start does, would take longer than all that follows.
            "-Dkc.config.built=true",
            "start",
            "--http-enabled=true",
            "--http-host=127.0.0.1",
            "--http-port=" + port,
            "--hostname-strict=false",
            "--cache=local",
            "--import-realm");
    Map<String, String> environment = builder.environment();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("JAVA_OPTS_KC_HEAP", "-Xms128m -Xmx512m");
    environment.put("JAVA_OPTS_GC", "-XX:+UseSerialGC");
    // It lives for seconds, in which the better compiler never pays.
    environment.put("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1");
    Path log = UNPACKED.resolve("keycloak.log");
    return builder
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
        .start();
  }

  private void await(URI description) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    HttpRequest request =
        HttpRequest.newBuilder(description).timeout(Duration.ofSeconds(5)).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (System.nanoTime() < deadline) {
        if (!process.isAlive()) {
          throw new IllegalStateException("Keycloak has ended; see its log beside it");
        }
        try {
          if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException e) {
          // Not listening yet.
        }
        Thread.sleep(200);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IOException("Keycloak did not start within " + PATIENCE);
  }
}
