package io.mcpscore.gateway;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The database as tests and a worker see it. */
@Singleton
public class Database {

  /** A report that is small and has the members that the contract fixes. */
  static final String REPORT =
      """
      {"score": 88, "grade": "B", "safetyScore": 71, "safetyGrade": "C",
       "findings": [{"id": "finding_1", "checkId": "rce-eval", "name": "eval() Usage",
         "severity": "high", "category": "rce", "file": "src/index.ts", "line": 42}],
       "summary": {"critical": 0, "high": 1, "medium": 0, "low": 0, "info": 0},
       "engineVersion": "1", "ruleSetVersion": "%s", "reportDigest": "d"}
      """;

  @Inject DataSource source;

  /** Runs one statement. */
  int run(String sql, Object... parameters) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = prepare(connection, sql, parameters)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads one value as text; null when there is no row. */
  String value(String sql, Object... parameters) {
    try (Connection connection = source.getConnection();
        PreparedStatement statement = prepare(connection, sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? rows.getString(1) : null;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A worker takes a scan. */
  void claim(String scanId, int leaseSeconds) {
    run(
        """
        UPDATE scan SET status = 'analyzing', attempt = attempt + 1, worker = 'test',
          lease_until = now() + make_interval(secs => ?), started_at = now() WHERE id = ?
        """,
        leaseSeconds,
        scanId);
  }

  /** A worker finishes a scan. */
  void complete(String scanId, String ruleSet) {
    complete(scanId, ruleSet, REPORT.formatted(ruleSet));
  }

  /** A worker finishes a scan with a report of its own. */
  void complete(String scanId, String ruleSet, String report) {
    run(
        """
        UPDATE scan SET status = 'complete', lease_until = NULL, started_at = now(),
          completed_at = now(), score = 88, grade = 'B', safety_score = 71, safety_grade = 'C',
          findings_count = 1, commit_id = repeat('a', 40), engine_version = '1',
          rule_set_version = ?, report_digest = 'd', report = ?::json WHERE id = ?
        """,
        ruleSet,
        report,
        scanId);
  }

  /** A worker gives a scan up. */
  void fail(String scanId) {
    run(
        """
        UPDATE scan SET status = 'failed', lease_until = NULL, completed_at = now(),
          error_code = 'NO_MCP_SERVER', error_message = 'No MCP server found',
          error_details = 'Look elsewhere' WHERE id = ?
        """,
        scanId);
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }
}
