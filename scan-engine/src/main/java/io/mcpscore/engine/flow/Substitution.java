package io.mcpscore.engine.flow;

import io.mcpscore.model.TraceStep;

/**
 * Tells a taint of a called function in terms of its caller.
 *
 * @param arguments what the caller passed
 * @param receiver what the method was called on
 * @param passed the step of the call
 */
record Substitution(Value[] arguments, Value receiver, TraceStep passed) {

  /** The caller's taint, or null when what was passed is harmless. */
  Taint of(Taint inner) {
    if (inner.isOfSource()) {
      return inner;
    }
    int position = inner.origin().parameter();
    boolean own = position != Taint.Origin.RECEIVER;
    if (own && position >= arguments.length) {
      return null;
    }
    Value actual = (own ? arguments[position] : receiver).member(inner.origin().path());
    Taint outer = actual.anyTaintOrHeld().orElse(null);
    if (outer == null || outer.assumed() + inner.assumed() > Taint.MOST_ASSUMED) {
      return null;
    }
    return new Taint(
        outer.origin(),
        outer.assumed() + inner.assumed(),
        inner.schema(),
        outer.trail().plus(passed).plus(inner.trail()));
  }

  Value of(Value inner) {
    return inner.map(this::of);
  }
}
