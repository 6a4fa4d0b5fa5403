package io.mcpscore.engine.check.injection;

import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Escapes;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.SourceModule;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Statements of SQL as sinks; names that were found in the schema count as tested.
 *
 * @param usual what holds for every interpreter
 * @param statements the statements of the repository
 */
record SqlRule(InterpreterRule usual, SqlStatements statements) implements SinkRule {

  /** Values in statements that the program words. */
  static SqlRule ofGaps(CheckContext context) {
    SqlStatements statements = SqlStatements.of(context);
    Predicate<String> usual = before -> !SqlShape.isInDoubleQuotes(before);
    return of(context, statements, c -> statements.gaps(c, usual), true);
  }

  /** Those in double quotes, out of which no escaping of single quotes keeps a value. */
  static SqlRule ofDoubleQuoted(CheckContext context) {
    SqlStatements statements = SqlStatements.of(context);
    InterpreterRule usual =
        new InterpreterRule(
            context,
            c -> statements.gaps(c, SqlShape::isInDoubleQuotes),
            (m, c) -> Escapes.is(c) && !Escapes.isOfSingleQuotes(c),
            false);
    return new SqlRule(usual, statements);
  }

  /** Values that are whole statements. */
  static SqlRule ofWholes(CheckContext context) {
    SqlStatements statements = SqlStatements.of(context);
    return of(context, statements, statements::whole, false);
  }

  private static SqlRule of(
      CheckContext context,
      SqlStatements statements,
      Function<Callee, List<Integer>> texts,
      boolean escapes) {
    return new SqlRule(new InterpreterRule(context, texts, (m, c) -> false, escapes), statements);
  }

  @Override
  public List<String> members() {
    return statements.members();
  }

  @Override
  public boolean concerns(SourceModule module) {
    return statements.concern(module);
  }

  @Override
  public List<Integer> sinks(SourceModule module, int node) {
    return usual.sinks(module, node);
  }

  @Override
  public boolean cleans(SourceModule module, int call) {
    return usual.cleans(module, call);
  }

  @Override
  public boolean cleansAccess(SourceModule module, int access) {
    return usual.cleansAccess(module, access);
  }

  @Override
  public Optional<Guard> guard(SourceModule module, int condition) {
    Optional<Guard> listed = usual.guard(module, condition);
    return listed.isPresent()
        ? listed
        : new SchemaLookup(usual.context().program(), module).guard(condition);
  }
}
