package io.mcpscore.cli.scan;

import io.mcpscore.cli.CliException;
import io.mcpscore.cli.ExitCodes;
import io.mcpscore.engine.Cancellation;
import io.mcpscore.engine.EngineSettings;
import io.mcpscore.engine.RepositorySnapshot;
import io.mcpscore.engine.ScanBudget;
import io.mcpscore.engine.ScanEngine;
import io.mcpscore.engine.suppress.SuppressionPolicy;
import io.mcpscore.intake.ArchiveIntake;
import io.mcpscore.intake.DirectoryIntake;
import io.mcpscore.intake.GitIntake;
import io.mcpscore.intake.GitSettings;
import io.mcpscore.intake.ZipLimits;
import io.mcpscore.model.AiResult;
import io.mcpscore.model.CompleteScan;
import io.mcpscore.model.Report;
import io.mcpscore.model.ScanFailedException;
import io.mcpscore.model.ScanId;
import io.mcpscore.report.ScanResult;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * One scan in this process: the intake and the engine that the worker uses, with the same limits.
 */
final class LocalScan {

  private static final ScanBudget BUDGET = ScanBudget.DEFAULT;

  /** Whoever runs this on their own code sees what they ask to ignore, at its full price. */
  private static final SuppressionPolicy POLICY =
      new SuppressionPolicy(false, () -> LocalDate.now(ZoneOffset.UTC));

  /** A file of the user's own may be as large as a repository; a bomb stays a bomb. */
  private static final ZipLimits ARCHIVE =
      new ZipLimits(BUDGET.transferBytes(), BUDGET.inflatedBytes(), ZipLimits.DEFAULT.ratio());

  private final GitSettings git;
  private final Path advisories;
  private final ProgressView progress;

  /**
   * A scan.
   *
   * @param git mirrors and tokens
   * @param advisories known vulnerabilities in the format of OSV, or null for none
   * @param progress told of every step
   */
  LocalScan(GitSettings git, Path advisories, ProgressView progress) {
    this.git = git;
    this.advisories = advisories;
    this.progress = progress;
  }

  /**
   * Scans; blocks until it is done.
   *
   * @param subPath directory below the target, or null for all of it
   * @throws ScanFailedException with the code that the service would give
   */
  ScanResult run(ScanTarget target, String subPath) {
    Instant start = Instant.now();
    Cancellation cancellation = new Cancellation();
    try (TimeLimit limit = new TimeLimit(BUDGET.scanTime(), cancellation);
        RepositorySnapshot snapshot = open(target, cancellation);
        ScanEngine engine = engine()) {
      Report report = engine.scan(snapshot, subPath, BUDGET, progress::analysed, cancellation);
      limit.close();
      String ref = target instanceof ScanTarget.Remote remote ? remote.address().ref() : null;
      return new ScanResult(
          new CompleteScan(
              ScanId.next(start),
              target.url(),
              snapshot.commit().orElse(null),
              ref,
              subPath,
              false,
              start,
              start,
              Instant.now(),
              AiResult.SKIPPED),
          report);
    }
  }

  private ScanEngine engine() {
    int processes = EngineSettings.defaults().parserProcesses();
    try {
      return new ScanEngine(new EngineSettings(processes, advisories, POLICY));
    } catch (UncheckedIOException e) {
      throw new CliException(
          ExitCodes.NOT_SCANNED,
          "The advisories in "
              + advisories
              + " cannot be read: "
              + e.getCause().getMessage()
              + "\nTo fetch them anew: ./mcpscore advisories update");
    }
  }

  private RepositorySnapshot open(ScanTarget target, Cancellation cancellation) {
    return switch (target) {
      case ScanTarget.Remote remote ->
          new GitIntake(git).fetch(remote.address(), BUDGET, progress::fetched, cancellation);
      case ScanTarget.Tree tree -> new DirectoryIntake(BUDGET).open(tree.directory());
      case ScanTarget.Archive archive -> new ArchiveIntake(ARCHIVE, BUDGET).open(archive.file());
    };
  }
}
