package io.mcpscore.engine.flow;

import io.mcpscore.engine.program.SourceModule;
import java.util.List;
import java.util.Optional;

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
   * What a condition says about a value, such as containment of a resolved path. The dataflow looks
   * at conditions whose failing branch returns, throws or does without the value. It also asks
   * about calls of {@code relative_to}, which go on only when their test holds.
   *
   * @param condition the tested expression; negations, {@code and} and {@code or} are taken apart
   *     before
   * @return empty when the condition makes no value harmless
   */
  default Optional<Guard> guard(SourceModule module, int condition) {
    return Optional.empty();
  }

  /**
   * A test of a value.
   *
   * @param value the expression that was tested, usually a name
   * @param harmlessWhen outcome of the condition after which the value is harmless
   */
  record Guard(int value, boolean harmlessWhen) {}
}
