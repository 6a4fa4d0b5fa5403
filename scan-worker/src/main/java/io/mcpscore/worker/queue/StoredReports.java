package io.mcpscore.worker.queue;

import io.mcpscore.model.RepositoryAddress;
import io.mcpscore.worker.scan.ClaimedScan;
import io.mcpscore.worker.scan.KnownReports;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Looks for reports among the finished scans. Results of public repositories serve the public scans
 * of every account, all others those of their own account alone.
 */
@Singleton
public class StoredReports implements KnownReports {

  private static final Logger LOG = Logger.getLogger(StoredReports.class);

  /** The git host waits meanwhile, and the files are a way to the report as well. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final String FIND =
      "SELECT w.id FROM scan w JOIN scan s ON s.id = $1"
          + " WHERE w.commit_id = $2 AND w.report_basis = $3"
          + " AND w.host = $4 AND w.owner = $5 AND w.name = $6"
          + " AND w.ref IS NOT DISTINCT FROM $7 AND w.path IS NOT DISTINCT FROM $8"
          + " AND w.enable_ai = s.enable_ai"
          + " AND w.status = 'complete' AND w.report IS NOT NULL"
          + " AND (w.report_until IS NULL OR w.report_until >= (now() AT TIME ZONE 'UTC')::date)"
          + " AND (w.account_id = s.account_id OR (w.is_public AND s.is_public))"
          + " ORDER BY w.completed_at DESC LIMIT 1";

  private final Pool pool;

  StoredReports(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Optional<String> find(ClaimedScan scan, String commit, String basis) {
    RepositoryAddress address = scan.address();
    Tuple values = Tuple.of(scan.id(), commit, basis, address.host(), address.owner());
    values.addString(address.name()).addString(address.ref()).addString(address.path());
    try {
      for (Row row : pool.preparedQuery(FIND).execute(values).await().atMost(PATIENCE)) {
        return Optional.of(row.getString("id"));
      }
    } catch (RuntimeException e) {
      LOG.warnf("no word on earlier reports (%s)", e.getClass().getSimpleName());
    }
    return Optional.empty();
  }
}
