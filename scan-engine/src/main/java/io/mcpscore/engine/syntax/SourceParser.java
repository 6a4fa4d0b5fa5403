package io.mcpscore.engine.syntax;

import io.mcpscore.engine.source.SourceText;
import java.time.Duration;

/** Makes syntax trees. Safe for use by several threads. */
public interface SourceParser extends AutoCloseable {

  /**
   * Parses one file. Never throws for what the file holds.
   *
   * @param limit time after which the file is given up
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
     *     parse-too-many-nodes}, {@code parse-memory}
     */
    record GivenUp(String reason) implements ParseOutcome {}
  }
}
