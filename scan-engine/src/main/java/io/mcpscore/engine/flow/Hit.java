package io.mcpscore.engine.flow;

import io.mcpscore.engine.program.SourceModule;

/**
 * A tainted value at a sink.
 *
 * @param module where the sink is
 * @param call the sink
 * @param value expression with the value
 * @param taint the value's taint with its trail up to the sink
 * @param way the calls that lead from the function at hand to the sink, or null when the sink
 *     stands in the function itself
 */
record Hit(SourceModule module, int call, int value, Taint taint, Way way) {

  Hit(SourceModule module, int call, int value, Taint taint) {
    this(module, call, value, taint, null);
  }

  boolean isSameSink(Hit other) {
    return call == other.call
        && value == other.value
        && module.file().path().equals(other.module.file().path());
  }

  /** The same sink in terms of a caller. */
  Hit through(SourceModule caller, int callOfCaller, Taint newTaint) {
    return new Hit(module, call, value, newTaint, new Way(caller, callOfCaller, way));
  }
}
