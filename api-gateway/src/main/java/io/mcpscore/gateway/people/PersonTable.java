package io.mcpscore.gateway.people;

import io.mcpscore.gateway.audit.Act;
import io.mcpscore.gateway.audit.Actor;
import io.mcpscore.gateway.audit.AuditLog;
import io.mcpscore.gateway.audit.Origin;
import io.mcpscore.gateway.auth.Credential;
import io.mcpscore.gateway.auth.DailyLimits;
import io.mcpscore.gateway.auth.KeyRecord;
import io.mcpscore.gateway.auth.UtcDay;
import io.mcpscore.gateway.config.PeopleSettings;
import io.mcpscore.gateway.http.Names;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Map;

/** Notes people who sign in, and finds the account that each belongs to. */
@Singleton
class PersonTable {

  private static final String SEEN =
      """
      INSERT INTO person (issuer, subject, name) VALUES ($1, $2, $3)
      ON CONFLICT (issuer, subject) DO UPDATE SET last_seen_at = now(), name = excluded.name
      RETURNING id, account_id
      """;

  private static final String MAKE_ACCOUNT =
      "INSERT INTO account (name, tier) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";

  private static final String ACCOUNT =
      """
      SELECT a.id, a.tier, a.daily_limit, a.version,
        (SELECT requests FROM daily_usage WHERE counter = $3 AND day = $4) AS requests
      FROM account a WHERE a.name = $1::text OR ($1::text IS NULL AND a.id = $2::bigint)
      """;

  private final Pool pool;
  private final DailyLimits limits;
  private final AuditLog audit;
  private final PeopleSettings settings;

  PersonTable(Pool pool, DailyLimits limits, AuditLog audit, PeopleSettings settings) {
    this.pool = pool;
    this.limits = limits;
    this.audit = audit;
    this.settings = settings;
  }

  /**
   * Notes that a person came, and what it may use. The account that the token names counts, made
   * first where the settings say so; where it names none, the one that the operator assigned.
   *
   * @param day whose count is wanted
   * @return a record without an account when the person has none
   */
  Uni<Credential.Stored> admit(Person person, Origin origin, UtcDay day) {
    String account = Names.isName(person.account()) ? person.account() : null;
    boolean unusable = person.account() != null && account == null;
    return pool.withTransaction(
        transaction ->
            transaction
                .preparedQuery(SEEN)
                .execute(Tuple.of(person.issuer(), person.subject(), person.name()))
                .map(rows -> rows.iterator().next())
                .call(seen -> makeAccount(transaction, seen, person, account, origin))
                .chain(
                    seen -> {
                      String counter = "person_" + seen.getLong("id");
                      Long assigned = unusable ? null : seen.getLong("account_id");
                      return transaction
                          .preparedQuery(ACCOUNT)
                          .execute(Tuple.of(account, assigned, counter, day.date()))
                          .map(
                              rows -> {
                                for (Row row : rows) {
                                  return stored(counter, row);
                                }
                                return none(counter);
                              });
                    }));
  }

  private Uni<Void> makeAccount(
      SqlClient transaction, Row seen, Person person, String account, Origin origin) {
    if (account == null || settings.newAccountTier().isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    String tier = settings.newAccountTier().get();
    Actor who = new Actor("person_" + seen.getLong("id"), person.name(), origin);
    return transaction
        .preparedQuery(MAKE_ACCOUNT)
        .execute(Tuple.of(account, tier))
        .chain(
            made ->
                made.rowCount() == 0
                    ? Uni.createFrom().voidItem()
                    : audit.done(
                        transaction,
                        who,
                        new Act("account.create", account, account, Map.of("tier", tier))));
  }

  private Credential.Stored stored(String counter, Row row) {
    String tier = row.getString("tier");
    Integer counted = row.getInteger("requests");
    KeyRecord record =
        new KeyRecord(
            counter,
            row.getLong("id"),
            row.getLong("version"),
            tier,
            limits.ofAccount(row.getInteger("daily_limit"), tier),
            null);
    return new Credential.Stored(record, counted == null ? 0 : counted);
  }

  private static Credential.Stored none(String counter) {
    return new Credential.Stored(new KeyRecord(counter, 0, 0, null, 0, null), 0);
  }
}
