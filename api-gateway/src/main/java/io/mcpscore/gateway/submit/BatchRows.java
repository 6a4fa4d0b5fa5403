package io.mcpscore.gateway.submit;

import io.mcpscore.model.ApiError;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;

/** The statements that keep a batch. */
final class BatchRows {

  private static final String BATCH = "INSERT INTO batch (id, account_id) VALUES ($1, $2)";

  private static final String ITEMS =
      """
      INSERT INTO batch_item
        (batch_id, position, url, scan_id, cached, error_code, error_message, error_details)
      SELECT $1, p.position - 1, p.url, p.scan_id, p.cached, p.code, p.message, p.details
      FROM unnest($2::text[], $3::text[], $4::boolean[], $5::text[], $6::text[], $7::text[])
        WITH ORDINALITY AS p (url, scan_id, cached, code, message, details, position)
      """;

  private BatchRows() {}

  /**
   * Keeps a batch and what became of its wishes.
   *
   * @param urls canonical URL of each wish; null where there is none
   */
  static Uni<Void> insert(
      SqlClient transaction, long accountId, BatchAnswer answer, List<String> urls) {
    List<BatchAnswer.Item> items = answer.items();
    Tuple parameters =
        Tuple.tuple()
            .addString(answer.id())
            .addArrayOfString(urls.toArray(String[]::new))
            .addArrayOfString(texts(items, item -> scan(item, Submitted::id)))
            .addArrayOfBoolean(
                items.stream()
                    .map(item -> item.scan() != null && item.scan().cached())
                    .toArray(Boolean[]::new))
            .addArrayOfString(texts(items, item -> error(item, error -> error.code().name())))
            .addArrayOfString(texts(items, item -> error(item, ApiError::message)))
            .addArrayOfString(texts(items, item -> error(item, ApiError::details)));
    return transaction
        .preparedQuery(BATCH)
        .execute(Tuple.of(answer.id(), accountId))
        .chain(() -> transaction.preparedQuery(ITEMS).execute(parameters))
        .replaceWithVoid();
  }

  private static String[] texts(
      List<BatchAnswer.Item> items, Function<BatchAnswer.Item, String> reader) {
    return items.stream().map(reader).toArray(String[]::new);
  }

  private static String scan(BatchAnswer.Item item, Function<Submitted, String> reader) {
    return item.scan() == null ? null : reader.apply(item.scan());
  }

  private static String error(BatchAnswer.Item item, Function<ApiError, String> reader) {
    return item.error() == null ? null : reader.apply(item.error());
  }
}
