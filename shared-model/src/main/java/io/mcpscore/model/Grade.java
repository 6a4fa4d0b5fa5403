package io.mcpscore.model;

/** School grade of a score. */
public enum Grade {
  A,
  B,
  C,
  D,
  F;

  /**
   * The published bands: A from 90, B from 80, C from 70, D from 60, else F.
   *
   * @param score 0 to 100
   */
  public static Grade of(int score) {
    if (score >= 90) {
      return A;
    }
    if (score >= 80) {
      return B;
    }
    if (score >= 70) {
      return C;
    }
    return score >= 60 ? D : F;
  }
}
