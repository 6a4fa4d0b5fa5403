package io.mcpscore.deploy.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.model.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Whatever a client sends, the gateway answers within its description and never with a failure of
 * its own. {@code -Dmcpscore.fuzz.seconds=600} makes it run longer, {@code -Dmcpscore.fuzz.seed=N}
 * sends the same again.
 */
class FuzzIT {

  /**
   * A search takes any seed; a build sends the same requests every time, so that none fails by
   * luck.
   */
  private static final boolean SEARCH = System.getProperty("mcpscore.fuzz.seconds") != null;

  private static final int SECONDS = Integer.getInteger("mcpscore.fuzz.seconds", 30);
  private static final long SEED =
      Long.getLong("mcpscore.fuzz.seed", SEARCH ? System.nanoTime() : 31_132_620_495_410L);
  private static final int MOST = SEARCH ? Integer.MAX_VALUE : 160;
  private static final int ENOUGH = 20;
  private static final int LONGEST_LINE = 4_000;
  private static final int LONGEST_HEADERS = 8_000;

  /** A stream or a wait ends when the client has seen enough of it. */
  private static final int PATIENCE = 5_000;

  @Test
  void nothingThatIsSentBreaksThePromise() throws Exception {
    TwoGateways system = TwoGateways.get();
    Fuzzer fuzzer = new Fuzzer(system.document().operations(), Tenant.in(system), SEED);
    Map<String, String> wrong = new TreeMap<>();
    Map<Integer, Integer> statuses = new TreeMap<>();
    long end = System.nanoTime() + SECONDS * 1_000_000_000L;
    int sent = 0;
    while (System.nanoTime() < end && sent < MOST && wrong.size() < ENOUGH) {
      FuzzRequest request = fuzzer.next();
      RawAnswer answer = system.http().exchange(request.bytes(), PATIENCE);
      sent++;
      statuses.merge(answer.status(), 1, Integer::sum);
      for (String problem : judge(request, answer)) {
        String kind = request.operation() + problem.replaceAll("[0-9]{3,}.*", "");
        wrong.putIfAbsent(kind, "request " + sent + ": " + request + "\n    " + problem);
      }
    }
    System.out.printf("fuzz: seed %d, %d requests, answers %s%n", SEED, sent, statuses);
    assertThat(wrong.values()).as("seed %d", SEED).isEmpty();
    assertThat(statuses.keySet()).as("good and bad requests were sent").contains(200, 400, 404);
  }

  private static List<String> judge(FuzzRequest request, RawAnswer answer) {
    List<String> wrong = new ArrayList<>();
    if (answer.status() >= 500) {
      boolean promised = answer.status() == 503 && answer.header("Retry-After").isPresent();
      return promised ? wrong : List.of("a failure: " + answer);
    }
    if (request.broken() || isNoRequest(request, answer)) {
      // Whatever it is taken for, it is refused, or it is answered like any other.
      return wrong;
    }
    if (answer.status() == 0) {
      return List.of("no answer");
    }
    if (answer.header("X-Request-Id").isEmpty()) {
      wrong.add("no X-Request-Id: " + answer);
    }
    if (request.ofOperation()) {
      wrong.addAll(Promise.broken(request.operation(), answer));
    } else if (answer.status() >= 400 && !request.method().equals("HEAD")) {
      shape(answer).ifPresent(wrong::add);
    }
    return wrong;
  }

  /** What is no HTTP request is refused below the API, as the document says. */
  private static boolean isNoRequest(FuzzRequest request, RawAnswer answer) {
    if (answer.body().length > 0) {
      return false;
    }
    return switch (answer.status()) {
      case 400 -> !isUri(request.target());
      case 414 -> request.target().length() > LONGEST_LINE;
      case 431 -> request.headers().toString().length() > LONGEST_HEADERS;
      default -> false;
    };
  }

  private static boolean isUri(String target) {
    try {
      return new URI(target).isAbsolute() || target.startsWith("/");
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static Optional<String> shape(RawAnswer answer) {
    try {
      JsonNode error = Json.mapper().readTree(answer.body()).path("error");
      boolean right =
          answer.mediaType().equals("application/json")
              && error.path("code").isTextual()
              && error.path("message").isTextual();
      return right ? Optional.empty() : Optional.of("not in the contract's shape: " + answer);
    } catch (IOException e) {
      return Optional.of("not in the contract's shape: " + answer);
    }
  }
}
