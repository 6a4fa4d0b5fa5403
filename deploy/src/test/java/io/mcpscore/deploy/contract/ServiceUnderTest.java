package io.mcpscore.deploy.contract;

import io.mcpscore.deploy.Project;
import io.mcpscore.local.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;

/** A packaged service in a process of its own, on 127.0.0.1. */
public final class ServiceUnderTest implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(120);

  private final Process process;
  private final int port;
  private final Path log;

  private ServiceUnderTest(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /**
   * Starts a service; {@link #awaitReady} returns once it answers.
   *
   * @param module that was packaged before this one
   * @param settings what it reads beside its defaults
   * @param home folder for its settings and its log
   */
  public static ServiceUnderTest start(String module, Map<String, String> settings, Path home)
      throws IOException {
    int port = Ports.free();
    Properties all = new Properties();
    all.putAll(settings);
    all.setProperty("config_ordinal", "290");
    all.setProperty("quarkus.http.host", Ports.LOOPBACK);
    all.setProperty("quarkus.http.port", String.valueOf(port));
    all.setProperty("mcpscore.parent-pid", String.valueOf(ProcessHandle.current().pid()));
    String name = module.replace('/', '-') + "-" + port;
    Path file = home.resolve(name + ".properties");
    try (var out = Files.newBufferedWriter(file)) {
      all.store(out, null);
    }
    Path log = home.resolve(name + ".log");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dsmallrye.config.locations=" + file.toUri(),
                "-jar",
                Project.top().resolve(module + "/target/quarkus-app/quarkus-run.jar").toString()));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new ServiceUnderTest(process, port, log);
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** All that it logged. */
  public String log() throws IOException {
    return Files.readString(log);
  }

  /** Returns once it says that it is ready. */
  public ServiceUnderTest awaitReady() throws IOException, InterruptedException {
    return await(status -> status == 200);
  }

  /** Returns once it answers anything; for services that say nothing of their health. */
  public ServiceUnderTest awaitAlive() throws IOException, InterruptedException {
    return await(status -> true);
  }

  private ServiceUnderTest await(IntPredicate good) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + START.toNanos();
    URI health = URI.create("http://127.0.0.1:" + port + "/q/health/ready");
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (true) {
        if (!process.isAlive() || System.nanoTime() > deadline) {
          throw new AssertionError("did not start:\n" + log());
        }
        try {
          HttpRequest request = HttpRequest.newBuilder(health).build();
          if (good.test(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())) {
            return this;
          }
        } catch (IOException e) {
          Thread.sleep(100);
        }
      }
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
