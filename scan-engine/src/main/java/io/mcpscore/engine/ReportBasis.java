package io.mcpscore.engine;

import io.mcpscore.engine.dependency.Advisories;
import io.mcpscore.engine.parser.ParserPool;
import io.mcpscore.engine.suppress.SuppressionPolicy;
import io.mcpscore.model.Coverage;
import io.mcpscore.model.Finding;
import io.mcpscore.model.Json;
import io.mcpscore.model.Report;
import io.mcpscore.model.Suppression;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What decides a report besides the files: whoever wants to give away the report of an earlier scan
 * in the place of a new one asks here whether it would be the same.
 */
public final class ReportBasis {

  /** Losses that another run, on a machine with less to do, may not have. */
  private static final Set<String> ACCIDENTS =
      Set.of(
          ParserPool.TIMEOUT,
          ParserPool.CRASH,
          ParserPool.MEMORY,
          ParserPool.GIVEN_UP,
          Faults.SKIPPED);

  private ReportBasis() {}

  /** Everything of one engine, as a SHA-256 in hex. */
  static String of(ScanBudget budget, SuppressionPolicy policy, Advisories advisories) {
    return Json.sha256(
        Json.canonical(
            List.of(
                EngineVersion.ENGINE,
                EngineVersion.RULE_SET,
                budget.toString(),
                policy.lift(),
                advisories.identity())));
  }

  /**
   * Whether another scan of the same files by the same rules gives this very report: nothing in it
   * is missing by accident.
   */
  public static boolean isRepeatable(Report report) {
    Coverage coverage = report.coverage();
    return coverage.skipped().stream().noneMatch(s -> ACCIDENTS.contains(s.reason()))
        && coverage.rulesNotRun().stream().noneMatch(r -> r.lacked().contains(Faults.REASON))
        && coverage.notes().stream().noneMatch(n -> n.contains(Faults.REASON));
  }

  /**
   * The last day on which a scan gives this report, since what a repository asks to ignore may end;
   * empty when nothing in it does.
   */
  public static Optional<LocalDate> lastDay(Report report) {
    return report.findings().stream()
        .map(Finding::suppressed)
        .filter(Objects::nonNull)
        // What could not be read as a date counts as over from the first day on.
        .filter(s -> s.expires() != null && !s.expired())
        .map(Suppression::expires)
        .map(LocalDate::parse)
        .min(LocalDate::compareTo);
  }
}
