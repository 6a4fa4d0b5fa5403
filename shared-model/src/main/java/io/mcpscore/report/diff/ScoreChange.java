package io.mcpscore.report.diff;

/**
 * A score then and now.
 *
 * @param before then
 * @param after now
 * @param delta points won, negative when lost
 */
public record ScoreChange(int before, int after, int delta) {

  static ScoreChange of(int before, int after) {
    return new ScoreChange(before, after, after - before);
  }
}
