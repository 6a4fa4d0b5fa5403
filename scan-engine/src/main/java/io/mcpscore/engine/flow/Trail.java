package io.mcpscore.engine.flow;

import io.mcpscore.model.TraceStep;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Steps that a value took, shared between the values that took the same ones. */
final class Trail {

  static final Trail EMPTY = new Trail(null, null, 0);

  private static final int LONGEST = 30;

  private final Trail before;
  private final TraceStep last;
  private final int length;

  private Trail(Trail before, TraceStep last, int length) {
    this.before = before;
    this.last = last;
    this.length = length;
  }

  /** This trail and one more step; a repeated step and one beyond the limit are left out. */
  Trail plus(TraceStep step) {
    return length >= LONGEST || step.equals(last) ? this : new Trail(this, step, length + 1);
  }

  /** This trail and all steps of another. */
  Trail plus(Trail other) {
    Trail out = this;
    for (TraceStep step : other.steps()) {
      out = out.plus(step);
    }
    return out;
  }

  int length() {
    return length;
  }

  List<TraceStep> steps() {
    List<TraceStep> out = new ArrayList<>(length);
    for (Trail at = this; at.last != null; at = at.before) {
      out.add(at.last);
    }
    Collections.reverse(out);
    return out;
  }
}
