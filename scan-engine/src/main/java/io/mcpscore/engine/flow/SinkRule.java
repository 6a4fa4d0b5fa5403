package io.mcpscore.engine.flow;

import io.mcpscore.engine.program.SourceModule;
import java.util.List;

/** What one check calls dangerous. Nodes are of the module that is passed along. */
public interface SinkRule {

  /**
   * The expressions of a call or {@code new} whose value an agent must not choose.
   *
   * @param call a {@code call_expression}, {@code new_expression} or {@code call} node
   * @return none for a call that is no sink
   */
  List<Integer> sinks(SourceModule module, int call);

  /**
   * Whether the result of a call is harmless here whatever went in, such as {@code shlex.quote}.
   * Conversions to numbers and booleans, and values that a schema limits to listed ones, are
   * harmless for every rule and not asked about.
   */
  default boolean cleans(SourceModule module, int call) {
    return false;
  }

  /**
   * Whether a condition tests the value of an expression so that the value is harmless on the
   * branch where the test passed, such as containment of a resolved path. The caller has found that
   * the other branch returns or throws.
   *
   * @param condition the tested expression, without negation
   */
  default boolean guards(SourceModule module, int condition) {
    return false;
  }
}
