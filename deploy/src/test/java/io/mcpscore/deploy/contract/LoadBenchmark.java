package io.mcpscore.deploy.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.mcpscore.local.Directories;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The gateway under load beside the bare framework, on loopback, in one run: {@code
 * benchmarks/load}. Rounds of both alternate, so that what else the machine does hits both.
 */
class LoadBenchmark {

  private static final int ROUNDS = Integer.getInteger("mcpscore.load.rounds", 3);
  private static final int SECONDS = Integer.getInteger("mcpscore.load.seconds", 10);

  /** A JVM that still compiles is not the one that serves for days. */
  private static final int WARM_UP_SECONDS = 30;

  private static final int CONNECTIONS = 32;
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
  private static final Pattern P99 = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)");
  private static final Pattern BAD = Pattern.compile("Non-2xx or 3xx responses: (\\d+)");

  @Test
  void theGatewayBesideTheBareFramework() throws Exception {
    TwoGateways system = TwoGateways.get();
    Account account = Account.of(system, "load-" + UUID.randomUUID(), "enterprise");
    String scan = account.scan(TwoGateways.REPOSITORY);
    Reports.complete(system.sql(), scan, Reports.of("index"));
    String body = "{\"url\":\"" + TwoGateways.REPOSITORY + "\"}";
    RawAnswer read = account.call("GET", "/api/v1/scan/" + scan, null);
    RawAnswer hit = account.call("POST", "/api/v1/scan", body);
    assertThat(read.status()).isEqualTo(200);
    assertThat(Account.json(hit).path("cached").booleanValue()).as(hit.toString()).isTrue();
    Path home = Directories.temporary();
    String key = account.key();
    try (ServiceUnderTest bare =
        ServiceUnderTest.start("benchmarks/baseline", Map.of(), home).awaitAlive()) {
      String gateway = "http://127.0.0.1:" + system.first().port();
      String base = "http://127.0.0.1:" + bare.port() + "/static/";
      Path post = script(home, body);
      Result get =
          compare(
              List.of(base + read.body().length),
              List.of("-H", "Authorization: Bearer " + key, gateway + "/api/v1/scan/" + scan));
      Result submit =
          compare(
              List.of(base + hit.body().length),
              List.of(
                  "-s",
                  post.toString(),
                  "-H",
                  "Authorization: Bearer " + key,
                  gateway + "/api/v1/scan"));
      System.out.printf("GET /scan/{id}, %,d bytes: %s%n", read.body().length, get);
      System.out.printf("POST /scan, cached: %s%n", submit);
      assertThat(get.ratio()).as("GET beside the bare framework").isGreaterThanOrEqualTo(0.5);
      assertThat(submit.ratio()).as("POST beside the bare framework").isGreaterThanOrEqualTo(0.3);
    } finally {
      Directories.delete(home);
    }
  }

  /** Requests a second and 99th percentiles in ms, of the best rounds. */
  private record Result(double bare, double bareP99, double ours, double oursP99) {

    double ratio() {
      return ours / bare;
    }

    @Override
    public String toString() {
      return "%,.0f/s, p99 %.1f ms; bare framework %,.0f/s, p99 %.1f ms; ratio %.2f"
          .formatted(ours, oursP99, bare, bareP99, ratio());
    }
  }

  private static Result compare(List<String> bare, List<String> ours) throws Exception {
    wrk(WARM_UP_SECONDS, bare);
    wrk(WARM_UP_SECONDS, ours);
    double[] bestBare = {0, 0};
    double[] bestOurs = {0, 0};
    for (int round = 0; round < ROUNDS; round++) {
      bestBare = better(bestBare, wrk(SECONDS, bare));
      bestOurs = better(bestOurs, wrk(SECONDS, ours));
    }
    return new Result(bestBare[0], bestBare[1], bestOurs[0], bestOurs[1]);
  }

  private static double[] better(double[] before, double[] now) {
    return now[0] > before[0] ? now : before;
  }

  private static double[] wrk(int seconds, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("wrk", "--latency", "-t1"));
    command.addAll(List.of("-c" + CONNECTIONS, "-d" + seconds + "s"));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(BAD.matcher(said).find()).as(said).isFalse();
    return new double[] {Double.parseDouble(find(RATE, said).group(1)), millis(find(P99, said))};
  }

  private static double millis(Matcher time) {
    double value = Double.parseDouble(time.group(1));
    return switch (time.group(2)) {
      case "us" -> value / 1_000;
      case "s" -> value * 1_000;
      default -> value;
    };
  }

  private static Matcher find(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    assertThat(found.find()).as(text).isTrue();
    return found;
  }

  private static Path script(Path home, String body) throws Exception {
    return Files.writeString(
        home.resolve("post.lua"),
        """
        wrk.method = "POST"
        wrk.body = '%s'
        wrk.headers["Content-Type"] = "application/json"
        """
            .formatted(body));
  }
}
