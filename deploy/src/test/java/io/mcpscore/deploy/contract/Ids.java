package io.mcpscore.deploy.contract;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What the variables in paths stand for. A new operation with an id in its path fails the tests
 * until its place is listed here; what stands in other places under a name that looks like an id
 * has to be listed too.
 */
final class Ids {

  /** Behind which wall something is. */
  enum Wall {
    /** Its account alone may see it. */
    TENANT,
    /** Operators alone may see it. */
    OPERATOR,
    /** Everybody with the right to call may see it. */
    NONE
  }

  /**
   * A variable of a path.
   *
   * @param wall behind which it is
   * @param own makes or finds one that a tenant has
   * @param unknown has the right form, and nobody has it
   */
  record Id(Wall wall, Function<Tenant, String> own, String unknown) {}

  private static final String NO_SCAN = "scan_0000000000000000000000";

  /** Paths up to and with the variable. */
  private static final Map<String, Id> BY_PLACE =
      Map.ofEntries(
          Map.entry("/api/v1/scan/{id}", new Id(Wall.TENANT, Tenant::complete, NO_SCAN)),
          Map.entry("/api/v1/scan/{id}/diff/{other}", new Id(Wall.TENANT, Tenant::later, NO_SCAN)),
          Map.entry(
              "/api/v1/batches/{id}",
              new Id(Wall.TENANT, Tenant::batch, "batch_0000000000000000000000")),
          Map.entry("/api/v1/keys/{id}", new Id(Wall.TENANT, Ids::key, "key_999999999")),
          Map.entry(
              "/api/v1/webhooks/{id}",
              new Id(Wall.TENANT, Ids::webhook, "wh_0000000000000000000000")),
          Map.entry(
              "/api/v1/webhooks/deliveries/{id}",
              new Id(Wall.TENANT, Ids::delivery, "evt_" + "0".repeat(32))),
          Map.entry("/api/v1/checks/{id}", new Id(Wall.NONE, t -> "rce-eval", "rce-nothing")),
          Map.entry("/badge/{host}", new Id(Wall.NONE, t -> "github.com", "example.org")),
          Map.entry("/badge/{host}/{owner}", new Id(Wall.NONE, t -> "acme", "nobody")),
          Map.entry(
              "/badge/{host}/{owner}/{file}", new Id(Wall.NONE, t -> "notes.svg", "none.svg")),
          Map.entry("/admin/v1/jobs/{id}", new Id(Wall.OPERATOR, Tenant::failed, NO_SCAN)),
          Map.entry(
              "/admin/v1/accounts/{name}",
              new Id(Wall.OPERATOR, t -> fresh(t).name(), "no-such-account")),
          Map.entry(
              "/admin/v1/people/{id}", new Id(Wall.OPERATOR, Ids::person, "person_999999999")),
          Map.entry("/admin/v1/keys/{id}", new Id(Wall.OPERATOR, Ids::key, "key_999999999")));

  /** Operations that need something in another state. */
  private static final Map<String, Function<Tenant, String>> BY_OPERATION =
      Map.of("dropJob", Ids::waiting, "retryJob", Ids::givenUp);

  /** Names elsewhere that look like ids, and that the tests know how to try. */
  private static final List<String> KNOWN_NAMES =
      List.of("cursor", "account", "Last-Event-ID", "scan");

  private static final Pattern LOOKS_LIKE_ID =
      Pattern.compile("(?i).*(ids?|account|owner|cursor|batch|scan|key|webhook|upload|user)$");

  private Ids() {}

  /** What a variable of a path stands for. */
  static Optional<Id> of(ApiOperation operation, String variable) {
    String path = operation.path();
    String name = "{" + variable + "}";
    return Optional.ofNullable(BY_PLACE.get(path.substring(0, path.indexOf(name) + name.length())));
  }

  /** Values of a tenant for the variables of an operation. */
  static Map<String, String> own(ApiOperation operation, Tenant tenant) {
    Map<String, String> values = new HashMap<>();
    for (ApiOperation.Parameter parameter : operation.parameters("path")) {
      Function<Tenant, String> own =
          BY_OPERATION.getOrDefault(
              operation.id(), of(operation, parameter.name()).orElseThrow().own());
      values.put(parameter.name(), own.apply(tenant));
    }
    return values;
  }

  /** Whether a name outside of a path is one that the tests would have to try with others' ids. */
  static boolean isUnknownId(String name) {
    boolean known = KNOWN_NAMES.contains(name) || name.equals("Idempotency-Key");
    return !known && LOOKS_LIKE_ID.matcher(name).matches();
  }

  /**
   * Whether an operation is for people alone: with a key it is refused, whoever's things it names.
   */
  static boolean isForPeople(ApiOperation operation) {
    return operation.path().startsWith("/api/v1/keys");
  }

  private static String webhook(Tenant tenant) {
    String id = "wh_" + UUID.randomUUID().toString().replace("-", "").substring(0, 22);
    tenant
        .account()
        .system()
        .sql()
        .run(
            """
            INSERT INTO webhook (id, account_id, url, events)
            SELECT ?, id, 'https://hooks.example.com/' || ?, '{scan.complete}'
            FROM account WHERE name = ?
            """,
            id,
            id,
            tenant.word());
    return id;
  }

  private static String delivery(Tenant tenant) {
    String id = "evt_" + UUID.randomUUID().toString().replace("-", "");
    tenant
        .account()
        .system()
        .sql()
        .run(
            """
            INSERT INTO webhook_delivery (id, account_id, scan_id, url, event, scan, state, ended_at)
            SELECT ?, account_id, id, 'https://hooks.example.com/', 'scan.complete', '{}', 'failed',
              now() FROM scan WHERE id = ?
            """,
            id,
            tenant.complete());
    return id;
  }

  private static String person(Tenant tenant) {
    Sql sql = tenant.account().system().sql();
    Account.of(tenant.account().system(), "payments", "team");
    String subject = UUID.randomUUID().toString();
    sql.run(
        "INSERT INTO person (issuer, subject) VALUES ('https://login.example.com', ?)", subject);
    return "person_" + sql.value("SELECT id FROM person WHERE subject = ?", subject);
  }

  private static String key(Tenant tenant) {
    return Account.of(tenant.account().system(), "account-" + UUID.randomUUID(), "pro").keyId();
  }

  private static String waiting(Tenant tenant) {
    return fresh(tenant).scan(TwoGateways.REPOSITORY);
  }

  private static String givenUp(Tenant tenant) {
    String id = fresh(tenant).scan(TwoGateways.REPOSITORY);
    tenant
        .account()
        .system()
        .sql()
        .run(
            """
            UPDATE scan SET status = 'failed', attempt = 3, completed_at = now(),
              error_code = 'CLONE_TIMEOUT', error_message = 'Clone timed out',
              error_kind = 'resource' WHERE id = ?
            """,
            id);
    return id;
  }

  private static Account fresh(Tenant tenant) {
    return Account.of(tenant.account().system(), "account-" + UUID.randomUUID(), "enterprise");
  }
}
