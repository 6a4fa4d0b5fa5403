package io.mcpscore.engine.parser;

import io.mcpscore.engine.Cancellation;
import io.mcpscore.engine.Workers;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.syntax.SourceParser;
import io.mcpscore.engine.syntax.SourceParser.ParseOutcome;
import java.time.Duration;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Parses the files of one scan, several at a time, with the outcome of parsing one after the other:
 * what is given up because of earlier files does not depend on which thread was faster. Files of
 * the server come before all others, so that a broken fixture costs other fixtures at most.
 *
 * <p>Two limits hold for a scan as a whole. After {@link #MAX_BROKEN} files that crashed the
 * parser, or took too long or too much memory, the rest is given up, because a repository that is
 * made to do so could hold a worker for hours. And all trees together have at most {@link
 * #MAX_NODES} nodes, because they stay in memory until the scan is over.
 */
public final class ScanParser {

  /** Files that may break the parser before the rest of the scan is given up. */
  public static final int MAX_BROKEN = 3;

  /** Nodes of all trees together, at 20 bytes each; code has about 200,000 in a megabyte. */
  public static final long MAX_NODES = 20_000_000;

  private final SourceParser parser;
  private final int threads;
  private final Duration limit;
  private final Cancellation cancellation;

  /**
   * Prepares one scan.
   *
   * @param parser may be shared with other scans
   * @param threads files parsed at a time, best the size of the pool
   * @param limit for one file
   * @param cancellation looked at before every file
   */
  public ScanParser(SourceParser parser, int threads, Duration limit, Cancellation cancellation) {
    this.parser = parser;
    this.threads = threads;
    this.limit = limit;
    this.cancellation = cancellation;
  }

  /**
   * Parses files.
   *
   * @param files files with a language; among those of one rank the order decides
   * @param filesDone told how many are done, each number once and in order
   * @return the outcomes in the order of the files
   * @throws io.mcpscore.model.ScanFailedException when the scan was cancelled
   */
  public List<ParseOutcome> parse(List<SourceFile> files, IntConsumer filesDone) {
    List<SourceFile> queue =
        files.stream().sorted(Comparator.comparing(f -> !f.role().deducts())).toList();
    OrderedOutcomes outcomes = new OrderedOutcomes(queue.size(), filesDone);
    Workers.share("parse", threads, queue.size(), i -> parse(queue.get(i), i, outcomes));
    Map<SourceFile, ParseOutcome> byFile = new IdentityHashMap<>();
    List<ParseOutcome> settled = outcomes.list();
    for (int i = 0; i < queue.size(); i++) {
      byFile.put(queue.get(i), settled.get(i));
    }
    return files.stream().map(byFile::get).toList();
  }

  private void parse(SourceFile file, int place, OrderedOutcomes outcomes) {
    cancellation.check();
    outcomes.put(
        place,
        outcomes.isOver()
            ? new ParseOutcome.GivenUp(ParserPool.GIVEN_UP)
            : parser.parse(file.language(), file.text(), limit));
  }
}
