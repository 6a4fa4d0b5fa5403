package io.mcpscore.engine.program.py;

/** Bounds the work and the depth of one question, so that cyclic or exploding code ends. */
final class Fuel {

  private static final int DEEPEST = 80;

  private int left;
  private int depth;

  Fuel(int steps) {
    this.left = steps;
  }

  /** Takes steps; false when they are used up. */
  boolean spend(int steps) {
    left -= steps;
    return left > 0;
  }

  /** Goes one level down when that is allowed; then {@link #leave} must follow. */
  boolean enter() {
    if (depth >= DEEPEST || !spend(1)) {
      return false;
    }
    depth++;
    return true;
  }

  void leave() {
    depth--;
  }

  boolean isEmpty() {
    return left <= 0;
  }
}
