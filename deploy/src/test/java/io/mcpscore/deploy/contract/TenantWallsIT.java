package io.mcpscore.deploy.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Nobody sees what another account has, nor whether it exists. Made from the document: an operation
 * that is added is tried too, or fails until {@link Ids} knows what the ids in its path are.
 */
class TenantWallsIT {

  /** What differs between two answers that say the same. */
  private static final Set<String> VOLATILE =
      Set.of("x-request-id", "x-ratelimit-remaining", "ratelimit", "date");

  private static final int TIMED = 40;

  private static TwoGateways system;
  private static Tenant owner;
  private static Account stranger;

  @BeforeAll
  static void start() throws Exception {
    system = TwoGateways.get();
    owner = Tenant.in(system);
    stranger = Account.of(system, "stranger-to-" + owner.word().substring(7), "enterprise");
  }

  @Test
  void everyIdThatAnOperationTakesIsKnownToThisTest() {
    List<String> unknown = new ArrayList<>();
    for (ApiOperation operation : system.document().operations()) {
      for (ApiOperation.Parameter parameter : operation.parameters()) {
        boolean inPath = parameter.in().equals("path");
        boolean known =
            inPath
                ? Ids.of(operation, parameter.name()).isPresent()
                : !Ids.isUnknownId(parameter.name());
        if (!known) {
          unknown.add(operation + ": " + parameter.in() + " parameter " + parameter.name());
        }
      }
      operation
          .requestContent()
          .properties()
          .forEach(
              type ->
                  system
                      .document()
                      .resolve(type.getValue().path("schema"))
                      .path("properties")
                      .fieldNames()
                      .forEachRemaining(
                          member -> {
                            if (Ids.isUnknownId(member)) {
                              unknown.add(operation + ": member " + member + " of the body");
                            }
                          }));
    }
    assertThat(unknown).as("say in Ids.java what these stand for").isEmpty();
  }

  @Test
  void anothersIdsLookLikeUnknownOnes() {
    List<String> wrong = new ArrayList<>();
    for (ApiOperation operation : behind(Ids.Wall.TENANT)) {
      for (Map<String, String> foreign : foreignPaths(operation)) {
        for (List<String> headers : headers(operation)) {
          RawAnswer found = send(operation, foreign, stranger.key(), headers);
          RawAnswer absent =
              send(operation, unknownOf(operation, foreign), stranger.key(), headers);
          // Who accepts no form that the operation has is told so before anything is looked up.
          boolean refused = found.status() == 406 && headers.contains("Accept: text/html");
          if (found.status() != 404 && found.status() != 403 && !refused) {
            wrong.add(operation + " with " + headers + " answers " + found);
          }
          if (!said(found).equals(said(absent))) {
            wrong.add(operation + " with " + headers + " tells " + found + " from " + absent);
          }
          wrong.addAll(Promise.broken(operation, found));
          wrong.addAll(leaks(operation, found));
        }
      }
      for (String malformed : List.of("x", "scan_", "%00", "%F0%9F%92%A9", "0".repeat(300))) {
        Map<String, String> path = new HashMap<>(Ids.own(operation, owner));
        path.replaceAll((name, value) -> malformed);
        RawAnswer answer = send(operation, path, stranger.key(), List.of());
        List<Integer> refused = Ids.isForPeople(operation) ? List.of(403) : List.of(400, 404);
        assertThat(answer.status()).as(operation + " " + malformed).isIn(refused);
        wrong.addAll(Promise.broken(operation, answer));
        wrong.addAll(leaks(operation, answer));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void listsAndEverythingElseShowTheCallersOwnThingsAlone() {
    List<String> wrong = new ArrayList<>();
    for (ApiOperation operation : system.document().operations()) {
      if (operation.wants("apiKey") && pathsAreFree(operation)) {
        List<String> queries = new ArrayList<>(List.of(""));
        for (ApiOperation.Parameter parameter : operation.parameters("query")) {
          String foreign =
              switch (parameter.name()) {
                case "cursor" -> owner.cursor();
                case "scan" -> owner.complete();
                default -> parameter.example();
              };
          queries.add(Calls.pair("?", parameter.name(), foreign));
        }
        queries.add("?repo=planted-owner/planted-repo");
        for (String query : queries) {
          for (String body : Calls.bodies(operation)) {
            RawAnswer answer =
                Calls.send(
                    system,
                    operation,
                    Ids.own(operation, owner),
                    query,
                    stranger.key(),
                    body,
                    List.of());
            wrong.addAll(leaks(operation, answer));
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void anIdempotencyKeyIsOfItsAccountAlone() {
    for (ApiOperation operation : system.document().operations()) {
      if (operation.parameters("header").stream()
          .anyMatch(p -> p.name().equals("Idempotency-Key"))) {
        String body = Calls.bodies(operation).getFirst();
        List<String> header = List.of("Idempotency-Key: of-the-owner-" + operation.id());
        Account other = Account.of(system, "other-than-" + operation.id(), "enterprise");

        RawAnswer first =
            Calls.send(system, operation, Map.of(), "", owner.account().key(), body, header);
        RawAnswer second = Calls.send(system, operation, Map.of(), "", other.key(), body, header);

        assertThat(first.status() / 100).as(first.toString()).isEqualTo(2);
        assertThat(Account.json(second).path("id"))
            .as(operation.toString())
            .isNotEqualTo(Account.json(first).path("id"));
      }
    }
  }

  @Test
  void keysThatAreNoneOpenNothingAndTellNothing() {
    List<String> wrong = new ArrayList<>();
    Map<String, String> keys = uselessKeys();
    for (ApiOperation operation : system.document().operations()) {
      boolean api = operation.wants("apiKey");
      if (api || operation.wants("adminToken")) {
        Map<String, String> useless = new TreeMap<>(keys);
        useless.put(api ? "operator token" : "API key", api ? TwoGateways.ADMIN : stranger.key());
        for (Map.Entry<String, String> key : useless.entrySet()) {
          Map<String, String> own = Ids.own(operation, owner);
          RawAnswer answer = send(operation, own, key.getValue(), List.of());
          RawAnswer absent = send(operation, unknownOf(operation, own), key.getValue(), List.of());
          if (answer.status() != 401 || !said(answer).equals(said(absent))) {
            wrong.add(operation + " with " + key.getKey() + ": " + answer + " and " + absent);
          }
          wrong.addAll(Promise.broken(operation, answer));
          wrong.addAll(leaks(operation, answer));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void nothingThatAStrangerTriesChangesWhatTheOwnerHas() {
    String before = everythingOfTheOwner();

    anothersIdsLookLikeUnknownOnes();

    assertThat(everythingOfTheOwner()).isEqualTo(before);
  }

  @Test
  void anothersIdsTakeAsLongAsUnknownOnes() {
    for (ApiOperation operation : behind(Ids.Wall.TENANT)) {
      Map<String, String> foreign = foreignPaths(operation).getFirst();
      Map<String, String> unknown = unknownOf(operation, foreign);
      long[] found = new long[TIMED];
      long[] absent = new long[TIMED];
      for (int i = 0; i < TIMED; i++) {
        found[i] = time(operation, foreign);
        absent[i] = time(operation, unknown);
      }
      double ratio = (double) lowerQuartile(found) / lowerQuartile(absent);
      assertThat(ratio).as("time of %s", operation).isBetween(0.4, 2.5);
    }
  }

  private static long time(ApiOperation operation, Map<String, String> path) {
    long start = System.nanoTime();
    send(operation, path, stranger.key(), List.of());
    return System.nanoTime() - start;
  }

  /** Less shaken by what else the machine does than the middle is. */
  private static long lowerQuartile(long[] times) {
    Arrays.sort(times);
    return times[times.length / 4];
  }

  private static Map<String, String> uselessKeys() {
    Account leaver = Account.of(system, "leaver-" + owner.word(), "enterprise");
    assertThat(leaver.call("GET", "/api/v1/scans", null).status()).isEqualTo(200);
    Account.operator(system, "DELETE", "/admin/v1/keys/" + leaver.keyId(), null);
    Account late = Account.of(system, "late-" + owner.word(), "enterprise");
    system
        .sql()
        .run(
            "UPDATE api_key SET expires_at = now() - interval '1 minute' WHERE id = ?",
            Long.parseLong(late.keyId().substring("key_".length())));
    Map<String, String> keys = new TreeMap<>();
    keys.put("revoked", leaver.key());
    keys.put("expired", late.key());
    keys.put("malformed", "mcp_sk_" + "0".repeat(32));
    keys.put("cut off", owner.account().key().substring(0, 38));
    return keys;
  }

  private static List<ApiOperation> behind(Ids.Wall wall) {
    return system.document().operations().stream()
        .filter(
            operation ->
                operation.parameters("path").stream()
                    .anyMatch(
                        p -> Ids.of(operation, p.name()).filter(i -> i.wall() == wall).isPresent()))
        .toList();
  }

  private static boolean pathsAreFree(ApiOperation operation) {
    return operation.parameters("path").stream()
        .allMatch(
            p -> Ids.of(operation, p.name()).filter(id -> id.wall() == Ids.Wall.NONE).isPresent());
  }

  /** Paths with one of the owner's ids in each place in turn, and in all of them. */
  private static List<Map<String, String>> foreignPaths(ApiOperation operation) {
    Map<String, String> all = Ids.own(operation, owner);
    List<Map<String, String>> paths = new ArrayList<>(List.of(all));
    if (all.size() > 1) {
      for (String name : all.keySet()) {
        Map<String, String> one = new HashMap<>(unknownOf(operation, all));
        one.put(name, all.get(name));
        paths.add(one);
      }
    }
    return paths;
  }

  private static Map<String, String> unknownOf(ApiOperation operation, Map<String, String> path) {
    Map<String, String> unknown = new HashMap<>(path);
    unknown.replaceAll((name, value) -> Ids.of(operation, name).orElseThrow().unknown());
    return unknown;
  }

  /** Headers that a client who knows more than it should would try. */
  private static List<List<String>> headers(ApiOperation operation) {
    RawAnswer own = send(operation, Ids.own(operation, owner), owner.account().key(), List.of());
    List<List<String>> all = new ArrayList<>();
    all.add(List.of());
    own.header("ETag").ifPresent(tag -> all.add(List.of("If-None-Match: " + tag)));
    all.add(List.of("If-None-Match: *"));
    all.add(List.of("Prefer: wait=1"));
    all.add(List.of("Accept: text/html"));
    own.text()
        .lines()
        .filter(line -> line.startsWith("id: "))
        .forEach(line -> all.add(List.of("Last-Event-ID: " + line.substring("id: ".length()))));
    all.add(List.of("X-Forwarded-For: 127.0.0.1", "X-HTTP-Method-Override: DELETE"));
    return all;
  }

  private static RawAnswer send(
      ApiOperation operation, Map<String, String> path, String key, List<String> headers) {
    return Calls.send(
        system,
        operation,
        path,
        Calls.requiredQuery(operation, owner),
        key,
        Calls.bodies(operation).getFirst(),
        headers);
  }

  /** All of an answer that must not differ. */
  private static String said(RawAnswer answer) {
    Map<String, List<String>> headers = new TreeMap<>(answer.headers());
    headers.keySet().removeAll(VOLATILE);
    return answer.status() + " " + headers + " " + answer.text();
  }

  private static List<String> leaks(ApiOperation operation, RawAnswer answer) {
    return owner.secrets().stream()
        .filter(secret -> answer.everything().contains(secret))
        .map(secret -> operation + " tells a stranger " + secret + ": " + answer)
        .toList();
  }

  private static String everythingOfTheOwner() {
    StringBuilder all = new StringBuilder();
    for (String target :
        List.of(
            "/api/v1/scans",
            "/api/v1/scan/" + owner.complete(),
            "/api/v1/scan/" + owner.failed(),
            "/api/v1/batches/" + owner.batch())) {
      all.append(owner.account().call("GET", target, null).text()).append('\n');
    }
    return all.toString();
  }
}
