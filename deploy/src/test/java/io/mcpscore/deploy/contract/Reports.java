package io.mcpscore.deploy.contract;

import io.mcpscore.deploy.FixtureHost;
import io.mcpscore.engine.Cancellation;
import io.mcpscore.engine.EngineSettings;
import io.mcpscore.engine.RepositorySnapshot;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.engine.ScanEngine;
import io.mcpscore.intake.DirectoryIntake;
import io.mcpscore.local.Directories;
import io.mcpscore.model.Json;
import io.mcpscore.model.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Real reports, made by the engine. */
final class Reports {

  private Reports() {}

  /**
   * The report of the server with notes.
   *
   * @param word that stands in a path, in the name of a tool and in what is said about it
   */
  static Report of(String word) throws IOException {
    Map<String, String> files = new TreeMap<>();
    FixtureHost.notesServer()
        .forEach(
            (path, text) ->
                files.put(
                    path.replace("index", word),
                    text.replace("find_note", "find_" + word)
                        .replace("Searches the notes", "Searches " + word)));
    Path directory = Directories.temporary();
    try (ScanEngine engine = new ScanEngine(EngineSettings.defaults());
        RepositorySnapshot snapshot =
            new DirectoryIntake(ScanBudget.DEFAULT).open(FixtureHost.directory(directory, files))) {
      return engine.scan(snapshot, null, ScanBudget.DEFAULT, p -> {}, new Cancellation());
    } finally {
      Directories.delete(directory);
    }
  }

  /** A worker finishes a scan with a report. */
  static void complete(Sql sql, String scanId, Report report) {
    sql.run(
        """
        UPDATE scan SET status = 'complete', lease_until = NULL, started_at = now(),
          completed_at = now(), score = ?, grade = ?, safety_score = ?, safety_grade = ?,
          findings_count = ?, commit_id = repeat('a', 40), engine_version = ?,
          rule_set_version = ?, report_digest = ?, report = ?::json WHERE id = ?
        """,
        report.score(),
        report.grade().name(),
        report.safetyScore(),
        report.safetyGrade().name(),
        report.findings().size(),
        report.engineVersion(),
        report.ruleSetVersion(),
        report.reportDigest(),
        Json.write(report),
        scanId);
  }
}
