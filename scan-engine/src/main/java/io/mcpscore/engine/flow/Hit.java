package io.mcpscore.engine.flow;

import io.mcpscore.engine.program.SourceModule;

/**
 * A tainted value at a sink.
 *
 * @param module where the sink is
 * @param call the sink
 * @param value expression with the value
 * @param taint the value's taint with its trail up to the sink
 */
record Hit(SourceModule module, int call, int value, Taint taint) {

  boolean isSameSink(Hit other) {
    return call == other.call
        && value == other.value
        && module.file().path().equals(other.module.file().path());
  }

  Hit with(Taint newTaint) {
    return new Hit(module, call, value, newTaint);
  }
}
