package io.mcpscore.gateway.submit;

import io.mcpscore.model.RepositoryAddress;
import io.mcpscore.model.ScanStatus;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;
import java.util.function.Function;

/** The statements of a submission. */
final class ScanRows {

  private static final String INSERT =
      """
      INSERT INTO scan
        (id, account_id, host, owner, name, ref, path, enable_ai, force_refresh, is_public, status)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'pending')
      ON CONFLICT
        (account_id, host, owner, name, coalesce(ref, ''), coalesce(path, ''), enable_ai)
        WHERE status IN ('pending', 'analyzing') DO NOTHING
      """;

  private static final String RUNNING =
      """
      SELECT id, status FROM scan
      WHERE account_id = $1 AND host = $2 AND owner = $3 AND name = $4
        AND coalesce(ref, '') = coalesce($5, '') AND coalesce(path, '') = coalesce($6, '')
        AND enable_ai = $7 AND status IN ('pending', 'analyzing')
      """;

  private ScanRows() {}

  /**
   * Inserts a new scan, unless one is running for the same account and options.
   *
   * @return whether the row is there
   */
  static Uni<Boolean> insert(
      SqlClient client, String id, long accountId, ScanRequest request, boolean isPublic) {
    RepositoryAddress repository = request.repository();
    Tuple row =
        Tuple.tuple()
            .addString(id)
            .addLong(accountId)
            .addString(repository.host())
            .addString(repository.owner())
            .addString(repository.name())
            .addString(repository.ref())
            .addString(repository.path())
            .addBoolean(request.enableAi())
            .addBoolean(request.forceRefresh())
            .addBoolean(isPublic);
    return client.preparedQuery(INSERT).execute(row).map(rows -> rows.rowCount() == 1);
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

  static <T> Function<RowSet<Row>, Optional<T>> first(Function<Row, T> reader) {
    return rows -> {
      for (Row row : rows) {
        return Optional.of(reader.apply(row));
      }
      return Optional.empty();
    };
  }
}
