package io.mcpscore.gateway.audit;

import io.mcpscore.gateway.http.ApiException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Arrays;
import org.jboss.logging.Logger;

/**
 * Writes down every administrative act. One that changes the database is written in the same
 * transaction, so that there is never the one without the other; one that was refused is written by
 * itself.
 */
@Singleton
public class AuditLog {

  private static final Logger LOG = Logger.getLogger(AuditLog.class);

  private static final String WRITE =
      """
      INSERT INTO audit
        (actor, actor_name, action, account, target, details, outcome, request_id, address)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """;

  private final Pool pool;

  AuditLog(Pool pool) {
    this.pool = pool;
  }

  /**
   * An act is done, as part of a transaction.
   *
   * @param transaction that does it
   */
  public Uni<Void> done(SqlClient transaction, Actor who, Act what) {
    return write(transaction, new AuditEntry(who, what, AuditEntry.DONE));
  }

  /** An act is done, as part of the Hibernate transaction that is open. */
  public Uni<Void> done(Actor who, Act what) {
    return Panache.getSession()
        .chain(session -> session.persist(new AuditEntry(who, what, AuditEntry.DONE)));
  }

  /**
   * Does something whose success is written down by itself, and writes down when it is refused or
   * fails.
   *
   * @param who acts
   * @param what it would have been
   * @param work that does it
   */
  public <T> Uni<T> watch(Actor who, Act what, Uni<T> work) {
    return work.onFailure()
        .call(
            failure ->
                write(pool, new AuditEntry(who, what, outcome(failure)))
                    .onFailure()
                    .recoverWithUni(
                        lost -> {
                          LOG.warnf(
                              "a refusal is missing in the audit log: %s",
                              lost.getClass().getName());
                          return Uni.createFrom().voidItem();
                        }));
  }

  private static String outcome(Throwable failure) {
    return failure instanceof ApiException refused ? refused.error().code().name() : "FAILED";
  }

  private static Uni<Void> write(SqlClient client, AuditEntry entry) {
    return client
        .preparedQuery(WRITE)
        .execute(
            Tuple.from(
                Arrays.asList(
                    entry.actor(),
                    entry.actorName(),
                    entry.action(),
                    entry.account(),
                    entry.target(),
                    entry.details(),
                    entry.outcome(),
                    entry.requestId(),
                    entry.address())))
        .replaceWithVoid();
  }
}
