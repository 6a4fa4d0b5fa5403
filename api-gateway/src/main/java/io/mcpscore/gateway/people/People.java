package io.mcpscore.gateway.people;

import io.mcpscore.gateway.audit.Act;
import io.mcpscore.gateway.audit.Actor;
import io.mcpscore.gateway.audit.AuditLog;
import io.mcpscore.gateway.auth.KeyRecords;
import io.mcpscore.gateway.auth.Pepper;
import io.mcpscore.gateway.http.ApiException;
import io.mcpscore.gateway.http.NumberCursor;
import io.mcpscore.model.ErrorCode;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** What operators do with people: see them, and assign accounts to them. */
@Singleton
class People {

  private static final String LIST_NAME = "person";

  private static final String COLUMNS =
      "p.id, p.name, p.issuer, p.subject, p.created_at, p.last_seen_at, a.name AS account";

  private static final String LIST =
      "SELECT "
          + COLUMNS
          + " FROM person p LEFT JOIN account a ON a.id = p.account_id"
          + " WHERE ($1::bigint IS NULL OR p.id < $1) AND ($2::text IS NULL OR a.name = $2)"
          + " AND ($3 = false OR p.account_id IS NULL) ORDER BY p.id DESC LIMIT $4";

  private static final String FIND =
      "SELECT "
          + COLUMNS
          + " FROM person p LEFT JOIN account a ON a.id = p.account_id WHERE p.id = $1";

  private static final String ACCOUNT = "SELECT id FROM account WHERE name = $1";

  private static final String ASSIGN = "UPDATE person SET account_id = $2 WHERE id = $1";

  private final Pool pool;
  private final KeyRecords records;
  private final AuditLog audit;
  private final Pepper pepper;

  People(Pool pool, KeyRecords records, AuditLog audit, Pepper pepper) {
    this.pool = pool;
    this.records = records;
    this.audit = audit;
    this.pepper = pepper;
  }

  /**
   * One page, newest first.
   *
   * @param account name of the account that was assigned, or null for all
   * @param unassigned whether to show those alone that have none
   * @param cursor where to begin, or null
   * @param limit how many at most
   */
  Uni<PersonView.Listing> page(String account, boolean unassigned, String cursor, int limit) {
    Long before = NumberCursor.read(LIST_NAME, cursor);
    // One more than is shown tells whether there is a next page.
    return pool.preparedQuery(LIST)
        .execute(Tuple.of(before, account, unassigned, limit + 1))
        .map(rows -> page(rows, limit));
  }

  /**
   * Assigns an account to a person, or none; every gateway holds to it within a second.
   *
   * @param id {@code person_} and a number
   * @param account its name, or null for none
   * @return the person; {@code NOT_FOUND} when there is no such person or account
   */
  Uni<PersonView> assign(Actor who, String id, String account) {
    Act act = new Act("person.assign", account, PersonView.number(id) < 0 ? null : id);
    Uni<PersonView> work =
        pool.withTransaction(
            transaction ->
                account(transaction, account)
                    .chain(
                        accountId ->
                            transaction
                                .preparedQuery(ASSIGN)
                                .execute(
                                    Tuple.tuple()
                                        .addLong(PersonView.number(id))
                                        .addLong(accountId)))
                    .chain(() -> find(transaction, id))
                    .call(() -> audit.done(transaction, who, act)));
    return audit
        .watch(who, act, work)
        .call(
            person ->
                records.changed(
                    PersonCredential.hash(pepper, person.issuer(), person.subject(), null)));
  }

  private static Uni<Long> account(SqlClient transaction, String name) {
    if (name == null) {
      return Uni.createFrom().nullItem();
    }
    return transaction
        .preparedQuery(ACCOUNT)
        .execute(Tuple.of(name))
        .map(
            rows -> {
              for (Row row : rows) {
                return row.getLong("id");
              }
              throw new ApiException(
                  ErrorCode.NOT_FOUND,
                  "No such account",
                  "Make it first: PUT /admin/v1/accounts/{name}");
            });
  }

  private static Uni<PersonView> find(SqlClient transaction, String id) {
    return transaction
        .preparedQuery(FIND)
        .execute(Tuple.of(PersonView.number(id)))
        .map(
            rows -> {
              for (Row row : rows) {
                return PersonView.of(row);
              }
              throw new ApiException(
                  ErrorCode.NOT_FOUND, "No such person", "A person is known once it has come");
            });
  }

  private static PersonView.Listing page(RowSet<Row> rows, int limit) {
    List<PersonView> people = new ArrayList<>();
    Long last = null;
    for (Row row : rows) {
      if (people.size() < limit) {
        people.add(PersonView.of(row));
        last = row.getLong("id");
      }
    }
    String next = rows.size() > limit ? NumberCursor.after(LIST_NAME, last) : null;
    return new PersonView.Listing(people, next);
  }
}
