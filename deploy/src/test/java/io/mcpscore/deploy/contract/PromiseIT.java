package io.mcpscore.deploy.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.model.ApiKey;
import io.mcpscore.model.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sends what the document describes, and holds every answer to it. */
class PromiseIT {

  private static TwoGateways system;
  private static Tenant tenant;

  @BeforeAll
  static void start() throws Exception {
    system = TwoGateways.get();
    tenant = Tenant.in(system);
  }

  @Test
  void everyExampleRequestGetsAPromisedAnswer() {
    List<String> wrong = new ArrayList<>();
    for (ApiOperation operation : system.document().operations()) {
      Run run = new Run(operation, wrong);
      for (String body : Calls.bodies(operation)) {
        run.send("", body, List.of());
      }
      run.followUps();
      for (ApiOperation.Parameter parameter : operation.parameters("query")) {
        String separator = Calls.requiredQuery(operation, tenant).isEmpty() ? "?" : "&";
        String pair = Calls.pair(separator, parameter.name(), parameter.example());
        run.send(pair, Calls.bodies(operation).getFirst(), List.of());
      }
      for (ApiOperation.Parameter parameter : operation.parameters("header")) {
        run.send(
            "",
            Calls.bodies(operation).getFirst(),
            List.of(parameter.name() + ": " + parameter.example()));
      }
      for (Map.Entry<String, JsonNode> type :
          operation
              .answers()
              .getOrDefault("200", system.document().tree())
              .path("content")
              .properties()) {
        run.send("", Calls.bodies(operation).getFirst(), List.of("Accept: " + type.getKey()));
      }
      run.expectAll();
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyMistakeGetsAPromisedError() {
    List<String> wrong = new ArrayList<>();
    for (ApiOperation operation : system.document().operations()) {
      Map<String, String> path = Ids.own(operation, tenant);
      String body = Calls.bodies(operation).getFirst();
      String token = Calls.token(operation, tenant.account());
      List<RawAnswer> answers = new ArrayList<>();
      if (token != null) {
        for (String other : new String[] {null, "mcp_sk_short", ApiKey.generate(), "x"}) {
          RawAnswer answer = Calls.send(system, operation, path, "", other, body, List.of());
          assertThat(answer.status()).as("%s with %s", operation, other).isEqualTo(401);
          answers.add(answer);
        }
      }
      for (String odd : List.of("{", "[]", "null", "\"x\"", "{\"a\":1,\"a\":2}", "{}")) {
        if (body != null) {
          RawAnswer answer = Calls.send(system, operation, path, "", token, odd, List.of());
          int refused = Ids.isForPeople(operation) ? 403 : 400;
          // An object without members is none where every member may be left out.
          boolean mayBeFine =
              odd.equals("{}") && answer.status() / 100 == 2 && isOptional(operation);
          assertThat(mayBeFine || answer.status() == refused)
              .as("%s with %s: %s", operation, odd, answer)
              .isTrue();
          answers.add(answer);
        }
      }
      if (body != null) {
        answers.add(
            Calls.send(
                system, operation, path, "", token, "x", List.of("Content-Type: text/plain")));
      }
      answers.add(
          Calls.send(system, operation, path, "", token, "\"" + "x".repeat(600_000), List.of()));
      answers.add(
          Calls.send(
              system, operation, path, "", token, body, List.of("Accept: application/x-nothing")));
      for (ApiOperation.Parameter parameter : operation.parameters("query")) {
        String pair = Calls.pair("?", parameter.name(), "\u0000nonsense\u2028");
        answers.add(Calls.send(system, operation, path, pair, token, body, List.of()));
      }
      answers.forEach(answer -> wrong.addAll(Promise.broken(operation, answer)));
    }
    assertThat(wrong).isEmpty();
  }

  private static boolean isOptional(ApiOperation operation) {
    return system
        .document()
        .errors(operation.schemaOfRequest("application/json"), Json.mapper().createObjectNode())
        .isEmpty();
  }

  /** Answers of one operation, and what was seen of them. */
  private static final class Run {

    private final ApiOperation operation;
    private final List<String> wrong;
    private final Set<String> seen = new TreeSet<>();
    private RawAnswer first;

    private Run(ApiOperation operation, List<String> wrong) {
      this.operation = operation;
      this.wrong = wrong;
    }

    private RawAnswer send(String query, String body, List<String> headers) {
      RawAnswer answer =
          Calls.send(
              system,
              operation,
              Ids.own(operation, tenant),
              Calls.requiredQuery(operation, tenant) + query,
              Calls.token(operation, tenant.account()),
              body,
              headers);
      wrong.addAll(Promise.broken(operation, answer));
      if (first == null) {
        first = answer;
        if (answer.status() >= 300 && !Ids.isForPeople(operation)) {
          wrong.add(operation + " refuses its first example: " + answer);
        }
      }
      seen.add(String.valueOf(answer.status()));
      return answer;
    }

    /** What an answer makes possible: to ask whether it is still the newest. */
    private void followUps() {
      first.header("ETag").ifPresent(tag -> send("", null, List.of("If-None-Match: " + tag)));
      if (first.mediaType().equals("text/event-stream")) {
        String id =
            first.text().lines().filter(l -> l.startsWith("id: ")).findFirst().orElseThrow();
        send("", null, List.of("Last-Event-ID: " + id.substring("id: ".length())));
      }
    }

    /** Good answers that are promised have to be seen. */
    private void expectAll() {
      if (Ids.isForPeople(operation)) {
        // PeopleIT of the gateway asks as a person does.
        assertThat(seen).as(operation.toString()).containsExactly("403");
        return;
      }
      for (String status : operation.answers().keySet()) {
        boolean good = status.startsWith("2") || status.equals("304");
        if (good && !seen.contains(status)) {
          wrong.add(operation + " promises " + status + ", which no example reached");
        }
      }
    }
  }
}
