package io.mcpscore.engine.flow;

import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;

/**
 * A tainted value at a sink.
 *
 * @param module where the sink is
 * @param call the sink
 * @param value expression with the value
 * @param taint the value's taint with its trail up to the sink
 * @param via call in the function at hand that leads to the sink, {@code NONE} when the sink stands
 *     in the function itself
 */
record Hit(SourceModule module, int call, int value, Taint taint, int via) {

  Hit(SourceModule module, int call, int value, Taint taint) {
    this(module, call, value, taint, SyntaxTree.NONE);
  }

  boolean isSameSink(Hit other) {
    return call == other.call
        && value == other.value
        && module.file().path().equals(other.module.file().path());
  }

  /** The same sink in terms of a caller. */
  Hit through(int callOfCaller, Taint newTaint) {
    return new Hit(module, call, value, newTaint, callOfCaller);
  }
}
