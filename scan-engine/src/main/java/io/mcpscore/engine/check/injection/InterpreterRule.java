package io.mcpscore.engine.check.injection;

import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Escapes;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.MatchedText;
import io.mcpscore.engine.check.ValueTests;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.regex.Harm;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * Text that another program reads: which arguments of calls are such text, and what makes a value
 * harmless in it.
 *
 * @param context the repository
 * @param texts the dangerous expressions of a call
 * @param extra functions that clean for this interpreter alone
 * @param escapes whether escaping, quoting and replacing count
 * @param members see {@link SinkRule#members()}
 */
record InterpreterRule(
    CheckContext context,
    Function<Callee, List<Integer>> texts,
    BiPredicate<SourceModule, Callee> extra,
    boolean escapes,
    List<String> members)
    implements SinkRule {

  InterpreterRule {
    members = List.copyOf(members);
  }

  /** A rule for which every member of an object counts. */
  InterpreterRule(
      CheckContext context,
      Function<Callee, List<Integer>> texts,
      BiPredicate<SourceModule, Callee> extra,
      boolean escapes) {
    this(context, texts, extra, escapes, List.of());
  }

  /** The same rule for objects of which only some members are such text. */
  InterpreterRule ofMembers(List<String> names) {
    return new InterpreterRule(context, texts, extra, escapes, names);
  }

  /** A rule for which the usual escapes count. */
  static InterpreterRule of(CheckContext context, Function<Callee, List<Integer>> texts) {
    return new InterpreterRule(context, texts, (m, c) -> false, true);
  }

  /** A rule for values that no escaping makes harmless. */
  static InterpreterRule strict(CheckContext context, Function<Callee, List<Integer>> texts) {
    return new InterpreterRule(context, texts, (m, c) -> false, false);
  }

  @Override
  public List<Integer> sinks(SourceModule module, int node) {
    if (!ExternalCalls.isCall(module.tree(), node)) {
      return List.of();
    }
    Callee callee = Callee.of(context, module, node);
    return callee == null ? List.of() : texts.apply(callee);
  }

  @Override
  public boolean cleans(SourceModule module, int call) {
    Callee callee = Callee.of(context, module, call);
    return callee != null
        && ((escapes && Escapes.is(callee))
            || extra.test(module, callee)
            || MatchedText.isHarmless(context.program(), module, call, Harm.BEYOND_NAMES));
  }

  @Override
  public boolean cleansAccess(SourceModule module, int access) {
    return MatchedText.isHarmless(context.program(), module, access, Harm.BEYOND_NAMES);
  }

  @Override
  public Optional<Guard> guard(SourceModule module, int condition) {
    return ValueTests.of(context.program(), module, condition);
  }
}
