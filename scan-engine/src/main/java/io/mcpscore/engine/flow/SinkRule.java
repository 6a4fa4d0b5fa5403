package io.mcpscore.engine.flow;

import io.mcpscore.engine.program.SourceModule;
import java.util.List;
import java.util.Optional;

/** What one check calls dangerous. Nodes are of the module that is passed along. */
public interface SinkRule {

  /**
   * Alone among {@link #members()}: the names in a table matter, and not what stands beside them.
   */
  String KEYS = "<keys>";

  /**
   * The expressions of a node that must not hold a value of the rule's sources.
   *
   * @param node a call or {@code new} (a {@code call_expression}, {@code new_expression} or {@code
   *     call} node), an assignment to a member ({@code assignment_expression} or {@code
   *     assignment}), a read of a variable of the environment (a {@code subscript_expression} or
   *     {@code subscript}), a {@code jsx_attribute}, or a {@code return_statement}
   * @return none for a node that is no sink
   */
  List<Integer> sinks(SourceModule module, int node);

  /**
   * Names of the members that matter when a sink gets an object of which the members are known one
   * by one, such as {@code url} of a request's options; none when all do.
   */
  default List<String> members() {
    return List.of();
  }

  /**
   * Whether a module can hold sinks at all, said by a look at its text. Modules that cannot are
   * walked through as any other, but their nodes are not asked about.
   */
  default boolean concerns(SourceModule module) {
    return true;
  }

  /**
   * Whether what agents and outsiders choose is a source: parameters of handlers and parts of HTTP
   * requests. A rule that answers false has those of {@link #source} alone.
   */
  default boolean agentIsSource() {
    return true;
  }

  /**
   * Whether parameters of functions that no handler was shown to call are sources too. For sinks
   * where a computed value is a hole whoever calls, such as a shell's command line.
   */
  default boolean parametersAreSources() {
    return false;
  }

  /**
   * Whether {@link #source} is worth asking. Such a rule is followed from every function and from
   * the top of every module, not from handlers alone.
   */
  default boolean hasSources() {
    return false;
  }

  /**
   * What an expression brings in by itself, such as a secret of the environment or a fetched page.
   *
   * @param expression a call, a member or item access, or an identifier that is read
   * @return a phrase for the first step of a trace, such as {@code the environment variable
   *     API_KEY}, or empty when it is no source
   */
  default Optional<String> source(SourceModule module, int expression) {
    return Optional.empty();
  }

  /** Whether what a handler returns to the agent is a sink. */
  default boolean returnsAreSinks() {
    return false;
  }

  /**
   * Whether the result of a call is harmless here whatever went in, such as {@code shlex.quote}.
   * Conversions to numbers and booleans, and values that a schema limits to listed ones, are
   * harmless for every rule and not asked about.
   */
  default boolean cleans(SourceModule module, int call) {
    return false;
  }

  /**
   * Whether a member or item is harmless here whatever it is taken from, such as {@code
   * Path(x).name}, which holds no separator.
   *
   * @param access a member or item access
   */
  default boolean cleansAccess(SourceModule module, int access) {
    return false;
  }

  /**
   * Whether a value is harmless here that is put behind a text, as in {@code text += value}.
   *
   * @param sum the assignment
   */
  default boolean cleansAppended(SourceModule module, int sum) {
    return false;
  }

  /**
   * Whether a text that is put together around a value is harmless here, such as an argument that
   * begins with a name of the program's own.
   *
   * @param text a template, a string with interpolations, a sum, or a path of {@code /}
   * @param ownHead whether it begins with something that is no source's
   */
  default boolean cleansText(SourceModule module, int text, boolean ownHead) {
    return false;
  }

  /**
   * Whether a text is harmless here that a schema held against a regular expression. Texts of
   * letters, digits, {@code _} and {@code -} are harmless for every rule and not asked about.
   */
  default boolean admits(String pattern) {
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
