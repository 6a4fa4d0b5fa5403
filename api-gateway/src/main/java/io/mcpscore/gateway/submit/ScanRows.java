package io.mcpscore.gateway.submit;

import io.mcpscore.gateway.http.RequestIdFilter;
import io.mcpscore.model.RepositoryAddress;
import io.mcpscore.model.ScanStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The statements of a submission. */
final class ScanRows {

  // One account's insertions go one after the other, so that each counts those before it. Those of
  // a batch need not wait for the disk: the batch itself does, which comes last and brings all of
  // them there before anybody is answered.
  private static final String LOCK =
      """
      SELECT queue_limit, set_config('synchronous_commit',
        CASE WHEN $2 THEN 'off' ELSE current_setting('synchronous_commit') END, true)
      FROM account WHERE id = $1 FOR NO KEY UPDATE
      """;

  private static final String INSERT =
      """
      WITH room AS (
        SELECT count(*) < $12::bigint AS free FROM (
          SELECT 1 FROM scan WHERE account_id = $2 AND status IN ('pending', 'analyzing')
          LIMIT $12::bigint) AS unfinished),
      way AS (
        SELECT $11::boolean OR count(*) >= $13::bigint AS bulk FROM (
          SELECT 1 FROM scan
          WHERE account_id = $2 AND NOT bulk AND status IN ('pending', 'analyzing')
          LIMIT $13::bigint) AS ahead),
      made AS (
        INSERT INTO scan
          (id, account_id, host, owner, name, ref, path, enable_ai, force_refresh, is_public, bulk,
           request_id, status)
        SELECT $1::text, $2::bigint, $3::text, $4::text, $5::text, $6::text, $7::text,
          $8::boolean, $9::boolean, $10::boolean, way.bulk, $14::text, 'pending'
        FROM room, way WHERE free
        ON CONFLICT
          (account_id, host, owner, name, coalesce(ref, ''), coalesce(path, ''), enable_ai)
          WHERE status IN ('pending', 'analyzing') DO NOTHING
        RETURNING bulk)
      SELECT free, made.bulk FROM room LEFT JOIN made ON true
      """;

  // The message on the bulk topic stays: whichever of the two is claimed second is a duplicate.
  private static final String PREFER =
      """
      UPDATE scan s SET bulk = false, published_at = NULL
      WHERE id = $1 AND bulk AND status = 'pending' AND $2 > (
        SELECT count(*) FROM (
          SELECT 1 FROM scan a
          WHERE a.account_id = s.account_id AND NOT a.bulk AND a.status IN ('pending', 'analyzing')
          LIMIT $2) AS ahead)
      """;

  private static final String RUNNING =
      """
      SELECT id, status FROM scan
      WHERE account_id = $1 AND host = $2 AND owner = $3 AND name = $4
        AND coalesce(ref, '') = coalesce($5, '') AND coalesce(path, '') = coalesce($6, '')
        AND enable_ai = $7 AND status IN ('pending', 'analyzing')
      """;

  private static final String KNOWN =
      """
      SELECT DISTINCT w.host, w.owner, w.name
      FROM unnest($1::text[], $2::text[], $3::text[]) AS w (host, owner, name)
      WHERE EXISTS (
        SELECT 1 FROM scan s WHERE s.host = w.host AND s.owner = w.owner AND s.name = w.name)
      """;

  private ScanRows() {}

  /** What became of an insertion. */
  enum Insertion {
    /** The row is there, and its job is to be published at once. */
    MADE,
    /** The row is there, and its job is published when it is the account's turn. */
    MADE_BULK,
    /** One is running for the same account and options. */
    RUNNING,
    /** The account has as many unfinished scans as it may. */
    FULL;

    /** Whether there is a new row. */
    boolean isMade() {
      return this == MADE || this == MADE_BULK;
    }
  }

  /**
   * Inserts a new scan, unless one is running for the same account and options or the account's
   * queue is full. Exact: insertions of one account wait for each other, so however many gateways
   * insert at once, no insertion makes more unfinished scans than the limit.
   *
   * @param transaction holds the account until its end
   * @param singles unfinished scans of an account that go before those of batches
   */
  static Uni<Insertion> insert(
      SqlClient transaction,
      String id,
      Asker asker,
      ScanRequest request,
      boolean isPublic,
      int singles) {
    return transaction
        .preparedQuery(LOCK)
        .execute(Tuple.of(asker.accountId(), asker.bulk()))
        .map(first(row -> Optional.ofNullable(row.getInteger("queue_limit"))))
        .chain(
            own -> {
              long limit = own.flatMap(found -> found).orElse(asker.queueLimit());
              return insert(
                  transaction,
                  row(id, asker, request, isPublic)
                      .addLong(limit)
                      .addLong((long) singles)
                      .addString(RequestIdFilter.current()));
            });
  }

  private static Uni<Insertion> insert(SqlClient transaction, Tuple row) {
    return transaction
        .preparedQuery(INSERT)
        .execute(row)
        .map(
            rows -> {
              Row done = rows.iterator().next();
              Boolean bulk = done.getBoolean("bulk");
              if (bulk != null) {
                return bulk ? Insertion.MADE_BULK : Insertion.MADE;
              }
              return done.getBoolean("free") ? Insertion.RUNNING : Insertion.FULL;
            });
  }

  private static Tuple row(String id, Asker asker, ScanRequest request, boolean isPublic) {
    RepositoryAddress repository = request.repository();
    return Tuple.tuple()
        .addString(id)
        .addLong(asker.accountId())
        .addString(repository.host())
        .addString(repository.owner())
        .addString(repository.name())
        .addString(repository.ref())
        .addString(repository.path())
        .addBoolean(request.enableAi())
        .addBoolean(request.forceRefresh())
        .addBoolean(isPublic)
        .addBoolean(asker.bulk());
  }

  /**
   * Moves a waiting bulk scan that somebody asks for singly to the front.
   *
   * @param singles unfinished scans of an account that may be there
   */
  static Uni<Void> prefer(SqlClient client, String id, int singles) {
    return client.preparedQuery(PREFER).execute(Tuple.of(id, (long) singles)).replaceWithVoid();
  }

  /** The running scan of the same account and options. */
  static Uni<Optional<Outcome>> running(SqlClient client, long accountId, ScanRequest request) {
    RepositoryAddress repository = request.repository();
    Tuple row =
        Tuple.tuple()
            .addLong(accountId)
            .addString(repository.host())
            .addString(repository.owner())
            .addString(repository.name())
            .addString(repository.ref())
            .addString(repository.path())
            .addBoolean(request.enableAi());
    return client
        .preparedQuery(RUNNING)
        .execute(row)
        .map(
            first(
                found ->
                    Outcome.joined(
                        found.getString("id"),
                        ScanStatus.of(found.getString("status")),
                        repository.url())));
  }

  /** Which repositories there is any scan of; for the others, nothing needs to be looked up. */
  static Uni<Set<RepositoryAddress>> known(SqlClient client, List<ScanRequest> wishes) {
    List<RepositoryAddress> all = wishes.stream().map(ScanRequest::repository).toList();
    Tuple parts =
        Tuple.of(
            all.stream().map(RepositoryAddress::host).toArray(String[]::new),
            all.stream().map(RepositoryAddress::owner).toArray(String[]::new),
            all.stream().map(RepositoryAddress::name).toArray(String[]::new));
    return client
        .preparedQuery(KNOWN)
        .execute(parts)
        .map(
            rows -> {
              Set<RepositoryAddress> known = new HashSet<>();
              rows.forEach(
                  row ->
                      known.add(
                          new RepositoryAddress(
                              row.getString("host"),
                              row.getString("owner"),
                              row.getString("name"),
                              null,
                              null)));
              return known;
            });
  }

  static <T> Function<RowSet<Row>, Optional<T>> first(Function<Row, T> reader) {
    return rows -> {
      for (Row row : rows) {
        return Optional.of(reader.apply(row));
      }
      return Optional.empty();
    };
  }
}
