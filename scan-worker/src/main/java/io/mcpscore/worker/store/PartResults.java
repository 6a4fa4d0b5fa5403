package io.mcpscore.worker.store;

import io.mcpscore.engine.cache.ResultStore;
import io.mcpscore.worker.ops.ScanMetrics;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;

/**
 * Results of parts in PostgreSQL, shared by all workers. Bounded in bytes: what was not used for
 * longest goes first. A database that does not answer is left alone for a while, and scans do
 * without it meanwhile.
 */
final class PartResults implements ResultStore {

  private static final Logger LOG = Logger.getLogger(PartResults.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final long REST_NANOS = Duration.ofSeconds(30).toNanos();

  /** Nothing larger is kept; the largest parts of real repositories have a tenth of this. */
  private static final int MOST_BYTES_OF_ONE = 8 << 20;

  /** Share of the bound that may be written before the bound is looked after again. */
  private static final int SWEEPS = 20;

  private static final String READ = "SELECT key, value FROM part_result WHERE key = ANY($1)";

  /** An hour is precise enough for what is the oldest, and spares most of the writes. */
  private static final String TOUCH =
      "UPDATE part_result SET used_at = now()"
          + " WHERE key = ANY($1) AND used_at < now() - interval '1 hour'";

  private static final String WRITE =
      "INSERT INTO part_result (key, value) VALUES ($1, $2)"
          + " ON CONFLICT (key) DO UPDATE SET value = excluded.value, used_at = now()";

  private static final String SWEEP =
      "DELETE FROM part_result WHERE key IN (SELECT key FROM (SELECT key,"
          + " sum(size::bigint) OVER (ORDER BY used_at DESC, key) AS total FROM part_result) t"
          + " WHERE total > $1)";

  private final Pool pool;
  private final long bound;
  private final ScanMetrics metrics;
  private final LongSupplier nanoClock;
  private final AtomicLong awayUntil;
  private final AtomicLong written;

  /**
   * Results in a database.
   *
   * @param bound bytes of all values together; may be exceeded by a twentieth for each worker
   */
  PartResults(Pool pool, long bound, ScanMetrics metrics, LongSupplier nanoClock) {
    this.pool = pool;
    this.bound = bound;
    this.metrics = metrics;
    this.nanoClock = nanoClock;
    this.awayUntil = new AtomicLong(nanoClock.getAsLong());
    // Whatever another process or another setting left is looked after with the first result.
    this.written = new AtomicLong(bound);
  }

  @Override
  public Map<String, byte[]> read(Collection<String> keys) {
    if (isAway()) {
      return Map.of();
    }
    try {
      Tuple wanted = Tuple.tuple().addArrayOfString(keys.toArray(String[]::new));
      Map<String, byte[]> found = new HashMap<>();
      for (Row row : done(pool.preparedQuery(READ).execute(wanted))) {
        found.put(row.getString("key"), row.getBuffer("value").getBytes());
      }
      metrics.parts(found.size(), keys.size() - found.size());
      if (!found.isEmpty()) {
        Tuple used = Tuple.tuple().addArrayOfString(found.keySet().toArray(String[]::new));
        done(pool.preparedQuery(TOUCH).execute(used));
      }
      return found;
    } catch (RuntimeException e) {
      leaveAlone(e);
      return Map.of();
    }
  }

  @Override
  public void write(Map<String, byte[]> values) {
    List<Tuple> rows = new ArrayList<>();
    long bytes = 0;
    // In one order everywhere, so that two workers never wait for each other.
    for (Map.Entry<String, byte[]> e : new TreeMap<>(values).entrySet()) {
      if (e.getValue().length <= Math.min(bound, MOST_BYTES_OF_ONE)) {
        rows.add(Tuple.of(e.getKey(), Buffer.buffer(e.getValue())));
        bytes += e.getValue().length;
      }
    }
    if (rows.isEmpty() || isAway()) {
      return;
    }
    try {
      done(pool.preparedQuery(WRITE).executeBatch(rows));
      if (written.addAndGet(bytes) > bound / SWEEPS) {
        written.set(0);
        done(pool.preparedQuery(SWEEP).execute(Tuple.of(bound)));
      }
    } catch (RuntimeException e) {
      leaveAlone(e);
    }
  }

  private static <T> T done(Uni<T> statement) {
    return statement.await().atMost(PATIENCE);
  }

  private boolean isAway() {
    return nanoClock.getAsLong() - awayUntil.get() < 0;
  }

  private void leaveAlone(RuntimeException e) {
    awayUntil.set(nanoClock.getAsLong() + REST_NANOS);
    LOG.warnf("no results of earlier scans for a while (%s)", e.getClass().getSimpleName());
  }
}
