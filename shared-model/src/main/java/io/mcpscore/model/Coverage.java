package io.mcpscore.model;

import java.util.List;

/**
 * What was looked at and what was not; a score without it is a guess.
 *
 * @param filesSeen files in the tree, links and submodules left out
 * @param sourceFiles files of an analysed language that belong to the server
 * @param filesAnalysed source files that were read to the end
 * @param skipped why and how many files were left out
 * @param toolsFound tools registered in the source
 * @param toolsResolved tools whose handler was found
 * @param rulesNotRun checks that lacked something
 * @param notes sentences on what a reader must know before trusting the score
 * @param sufficient false when under half of the source files or of the tools could be analysed, or
 *     when the server's tools are not in this repository
 */
public record Coverage(
    int filesSeen,
    int sourceFiles,
    int filesAnalysed,
    List<Skipped> skipped,
    int toolsFound,
    int toolsResolved,
    List<RuleNotRun> rulesNotRun,
    List<String> notes,
    boolean sufficient) {

  /** Of a report that says nothing about it. */
  static final Coverage NONE = new Coverage(0, 0, 0, List.of(), 0, 0, List.of(), List.of(), false);

  /** Copies the lists. */
  public Coverage {
    skipped = Copies.of(skipped);
    rulesNotRun = Copies.of(rulesNotRun);
    notes = Copies.of(notes);
  }

  /**
   * Files left out for one reason.
   *
   * @param reason such as {@code too-large}, {@code parse-crash}, {@code binary}
   * @param count how many
   * @param files the first twenty paths
   */
  public record Skipped(String reason, int count, List<String> files) {

    /** Copies the list. */
    public Skipped {
      files = Copies.of(files);
    }
  }

  /**
   * A check that could not run.
   *
   * @param checkId its id
   * @param lacked what it would need
   */
  public record RuleNotRun(String checkId, String lacked) {}
}
