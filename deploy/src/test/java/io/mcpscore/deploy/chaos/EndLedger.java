package io.mcpscore.deploy.chaos;

import io.mcpscore.deploy.owned.Database;
import java.sql.SQLException;
import java.util.List;

/**
 * Every end that is ever written to a scan, kept by the database itself in the transaction that
 * wrote it.
 */
final class EndLedger {

  private final Database database;

  private EndLedger(Database database) {
    this.database = database;
  }

  /** Begins to keep ends; the schema must be there. */
  static EndLedger in(Database database) throws SQLException {
    EndLedger ledger = new EndLedger(database);
    ledger.database.run(
        """
        CREATE TABLE ended (scan_id text, attempt integer, status text, at timestamptz);
        CREATE FUNCTION note_end() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO ended VALUES (NEW.id, NEW.attempt, NEW.status, clock_timestamp());
          RETURN NEW;
        END $$;
        CREATE TRIGGER note_end AFTER UPDATE ON scan FOR EACH ROW
          WHEN (NEW.status IN ('complete', 'failed')) EXECUTE FUNCTION note_end();
        """);
    return ledger;
  }

  /** Scans that were written to as ended more than once. */
  List<String> endedTwice() throws SQLException {
    return database.texts("SELECT scan_id FROM ended GROUP BY scan_id HAVING count(*) > 1");
  }

  /** Scans that have not ended, or whose end nobody wrote. */
  List<String> lost() throws SQLException {
    return database.texts(
        """
        SELECT id || ' ' || status || ' attempt ' || attempt FROM scan
        WHERE status NOT IN ('complete', 'failed')
          OR (result_of IS NULL AND id NOT IN (SELECT scan_id FROM ended))
        """);
  }

  /** Work that was done for the same repository more than once though it had not failed. */
  List<String> doneTwice() throws SQLException {
    return database.texts(
        """
        SELECT owner || '/' || name FROM scan WHERE result_of IS NULL AND status = 'complete'
        GROUP BY 1 HAVING count(*) > 1
        """);
  }

  /** Failed scans without a cause. */
  List<String> withoutCause() throws SQLException {
    return database.texts(
        "SELECT id FROM scan WHERE status = 'failed'"
            + " AND (error_code IS NULL OR error_message IS NULL OR error_kind IS NULL)");
  }

  /** How many scans ended how, after how many attempts. */
  List<String> summary() throws SQLException {
    return database.texts(
        """
        SELECT status || coalesce(' ' || error_code, '') || ', attempt ' || attempt || ': '
          || count(*) FROM scan GROUP BY status, error_code, attempt ORDER BY 1
        """);
  }

  /** Scans that have not ended. */
  int unfinished() throws SQLException {
    return database.texts("SELECT id FROM scan WHERE status IN ('pending', 'analyzing')").size();
  }
}
