package io.mcpscore.gateway.badge;

import io.mcpscore.model.Grade;

/**
 * What a badge says.
 *
 * @param message a few words
 * @param color name that shields.io knows
 */
record Badge(String message, String color) {

  /** What all badges are about. */
  static final String LABEL = "MCP security";

  /** There is no result, or none that strangers may know of. */
  static final Badge UNKNOWN = new Badge("unknown", "lightgrey");

  /**
   * A result.
   *
   * @param moved whether the default branch has another commit by now
   */
  static Badge of(int score, Grade grade, boolean moved) {
    String color =
        switch (grade) {
          case A -> "brightgreen";
          case B -> "green";
          case C -> "yellow";
          case D -> "orange";
          case F -> "red";
        };
    return new Badge(grade + " " + score + (moved ? " · HEAD has moved" : ""), color);
  }
}
