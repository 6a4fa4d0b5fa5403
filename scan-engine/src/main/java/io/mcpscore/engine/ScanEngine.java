package io.mcpscore.engine;

import io.mcpscore.engine.cache.EngineCode;
import io.mcpscore.engine.cache.ResultStore;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.Checks;
import io.mcpscore.engine.dependency.Advisories;
import io.mcpscore.engine.dependency.AdvisoryReader;
import io.mcpscore.engine.parser.ParserPool;
import io.mcpscore.engine.suppress.SuppressionPolicy;
import io.mcpscore.engine.syntax.SourceParser;
import io.mcpscore.model.Progress;
import io.mcpscore.model.Report;
import io.mcpscore.model.ScanFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Judges repositories. Holds the parser processes and the advisories; scans may run at the same
 * time, each on a thread of its caller.
 *
 * <p>A scan goes through discover, parse, bind, extract, check, score and assemble, in this order:
 * names are only known once every file is bound, flows once the handlers are known. The report
 * depends on the files and the rule set alone, whatever the number of threads.
 */
public final class ScanEngine implements AutoCloseable {

  private final Optional<String> code;
  private final SourceParser parser;
  private final int threads;
  private final Advisories advisories;
  private final SuppressionPolicy suppressions;
  private final List<Check> checks;
  private final ResultStore store;

  /**
   * Starts an engine.
   *
   * @throws UncheckedIOException when the advisories cannot be read
   */
  public ScanEngine(EngineSettings settings) {
    this(settings, ResultStore.NONE);
  }

  /**
   * Starts an engine that leaves results of parts of repositories in a store and takes them from
   * there. Its reports are those of an engine without.
   */
  public ScanEngine(EngineSettings settings, ResultStore store) {
    this(settings, new ParserPool(settings.parserProcesses()), Checks.all(), store);
  }

  /** An engine with another parser, which it closes in the end, and other checks. */
  ScanEngine(EngineSettings settings, SourceParser parser, List<Check> checks) {
    this(settings, parser, checks, ResultStore.NONE);
  }

  /** The same with a store. */
  ScanEngine(EngineSettings settings, SourceParser parser, List<Check> checks, ResultStore store) {
    this.parser = parser;
    this.code = store.equals(ResultStore.NONE) ? Optional.empty() : EngineCode.digest();
    // Without a name for the code of the engine nobody could tell what a stored result is worth.
    this.store = code.isPresent() ? store : ResultStore.NONE;
    this.checks = checks;
    this.threads = settings.parserProcesses();
    this.suppressions = settings.suppressions();
    try {
      this.advisories =
          settings.advisories() == null
              ? Advisories.NONE
              : AdvisoryReader.read(settings.advisories());
    } catch (IOException e) {
      throw new UncheckedIOException("the advisories cannot be read", e);
    }
  }

  /**
   * Scans one repository; blocks until the report is there.
   *
   * @param snapshot the files; the caller closes it
   * @param subPath directory to scan, without leading or trailing slash, or null for the whole tree
   * @param budget what the scan may cost
   * @param progress told of every step, from several threads but never from two at once, percent
   *     from 10 (the part before is the fetch) to 99
   * @param cancellation ends the scan early
   * @throws ScanFailedException {@code NO_MCP_SERVER}, {@code REPO_TOO_LARGE}, {@code CLONE_FAILED}
   *     when the store is broken, or the cause given to the cancellation
   */
  public Report scan(
      RepositorySnapshot snapshot,
      String subPath,
      ScanBudget budget,
      Consumer<Progress> progress,
      Cancellation cancellation) {
    return new Scan(
            parser,
            threads,
            advisories,
            suppressions,
            checks,
            budget,
            new KnownParts(store, basis(budget) + code.orElse("")),
            progress,
            cancellation)
        .run(snapshot, subPath);
  }

  /**
   * What decides the reports of this engine besides the files and the sub-directory: two scans of
   * the same files on the same basis give the same report, see {@link ReportBasis}.
   */
  public String basis(ScanBudget budget) {
    return ReportBasis.of(budget, suppressions, advisories);
  }

  /** Ends the parser processes. Scans that still run fail. */
  @Override
  public void close() {
    parser.close();
  }
}
