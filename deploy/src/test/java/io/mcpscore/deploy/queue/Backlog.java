package io.mcpscore.deploy.queue;

import io.mcpscore.deploy.owned.Database;
import io.mcpscore.deploy.owned.ScanClient;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Scans of branches of one repository, no two of which are of the same code. */
final class Backlog {

  private static final int AT_ONCE = 8;

  private final Database database;
  private final String repository;

  Backlog(Database database, String repository) {
    this.database = database;
    this.repository = repository;
  }

  /** Asks for scans of many branches, singly; returns once all are accepted. */
  void submit(ScanClient client, String prefix, int count) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<String>> accepted = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String branch = prefix + i;
        accepted.add(threads.submit(() -> client.submit(repository + "/tree/" + branch, null)));
      }
      for (Future<String> one : accepted) {
        one.get();
      }
    }
  }

  /** How many of them have not ended. */
  int unfinished(String prefix) throws SQLException {
    return Integer.parseInt(
        database.text(
            "SELECT count(*) FROM scan WHERE status IN ('pending', 'analyzing') AND ref LIKE '"
                + prefix
                + "%'"));
  }

  /** Seconds from the first request to the last end. */
  double seconds(String prefix) throws SQLException {
    return Double.parseDouble(
        database.text(
            "SELECT extract(epoch FROM max(completed_at) - min(created_at)) FROM scan"
                + " WHERE status = 'complete' AND ref LIKE '"
                + prefix
                + "%'"));
  }

  /** Takes what waits out of the queue. */
  void drop(String prefix) throws SQLException {
    database.run(
        "UPDATE scan SET status = 'failed', error_code = 'SCAN_DROPPED', error_message = 'Dropped',"
            + " error_kind = 'permanent', completed_at = now()"
            + " WHERE status = 'pending' AND ref LIKE '"
            + prefix
            + "%'");
  }
}
