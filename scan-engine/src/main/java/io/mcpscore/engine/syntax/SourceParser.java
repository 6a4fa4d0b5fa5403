package io.mcpscore.engine.syntax;

import io.mcpscore.engine.source.SourceText;
import java.time.Duration;

/** Makes syntax trees. Safe for use by several threads. */
public interface SourceParser extends AutoCloseable {

  /**
   * Parses one file. Never throws for what the file holds.
   *
   * @param limit processor time after which the file is given up; on a busy machine that can be a
   *     few times as long by the clock
   */
  ParseOutcome parse(Language language, SourceText text, Duration limit);

  /** Ends every helper process. */
  @Override
  void close();

  /** What became of a file. */
  sealed interface ParseOutcome {

    /**
     * The tree; it may hold {@code ERROR} nodes.
     *
     * @param tree the tree
     */
    record Parsed(SyntaxTree tree) implements ParseOutcome {}

    /**
     * No tree.
     *
     * @param reason for the coverage: {@code parse-crash}, {@code parse-timeout}, {@code
     *     parse-too-many-nodes}, {@code parse-memory}; for the rest of a scan also {@code
     *     parser-given-up}
     */
    record GivenUp(String reason) implements ParseOutcome {}
  }
}
