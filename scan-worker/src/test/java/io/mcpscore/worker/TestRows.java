package io.mcpscore.worker;

import io.mcpscore.model.ScanId;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/** Inserts, reads and changes scans as the gateway would. */
@Singleton
public class TestRows {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Pool pool;

  TestRows(Pool pool) {
    this.pool = pool;
  }

  /** A new pending scan of a repository whose name decides its course. */
  public String insert(String name) {
    String id = ScanId.next(Instant.now());
    pool.preparedQuery(
            "INSERT INTO scan (id, account_id, host, owner, name, enable_ai, force_refresh)"
                + " VALUES ($1, 1, 'github.com', 'o', $2, false, false)")
        .execute(Tuple.of(id, name))
        .await()
        .atMost(PATIENCE);
    return id;
  }

  /** A second account, made once. */
  public long otherAccount() {
    return pool.query(
            "INSERT INTO account (name, tier) VALUES ('other', 'pro')"
                + " ON CONFLICT (name) DO UPDATE SET tier = 'pro' RETURNING id")
        .execute()
        .await()
        .atMost(PATIENCE)
        .iterator()
        .next()
        .getLong("id");
  }

  /** The row as it is. */
  public Row get(String id) {
    return pool.preparedQuery("SELECT *, report::text AS report_text FROM scan WHERE id = $1")
        .execute(Tuple.of(id))
        .await()
        .atMost(PATIENCE)
        .iterator()
        .next();
  }

  /** Runs a statement about one scan, which is {@code $1}. */
  public void change(String id, String sql) {
    pool.preparedQuery(sql).execute(Tuple.of(id)).await().atMost(PATIENCE);
  }

  /** Waits until a row is as wished. */
  public Row await(String id, Predicate<Row> wished) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Row row = get(id);
    while (!wished.test(row)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("still " + row.getString("status") + " after " + PATIENCE);
      }
      Thread.sleep(30);
      row = get(id);
    }
    return row;
  }

  /** Waits for a status. */
  public Row await(String id, String status) throws InterruptedException {
    return await(id, row -> row.getString("status").equals(status));
  }
}
