package io.mcpscore.engine.program.py;

import io.mcpscore.engine.syntax.SyntaxTree;

/**
 * A parameter of a function or lambda.
 *
 * @param name its name, without stars
 * @param nameNode the identifier
 * @param type the annotation, or {@link SyntaxTree#NONE}
 * @param value the default, or {@link SyntaxTree#NONE}
 * @param kind how arguments reach it
 */
public record PyParameter(String name, int nameNode, int type, int value, Kind kind) {

  /** How arguments reach a parameter. */
  public enum Kind {
    /** By position, or by name as well. */
    PLAIN,
    /** By name alone. */
    KEYWORD,
    /** {@code *args}: all further positions. */
    REST,
    /** {@code **kwargs}: all further names. */
    KEYWORD_REST
  }

  /** Whether it has a default. */
  public boolean hasDefault() {
    return value != SyntaxTree.NONE;
  }
}
