package io.mcpscore.engine.check.injection;

import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Escapes;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.GivenValues;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.ValueTests;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.regex.Harm;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Statements of SQL as sinks; names that were found in the schema count as tested.
 *
 * @param usual what holds for every interpreter
 * @param statements the statements of the repository
 * @param wholes whether values count that are all of a statement, and no others
 */
record SqlRule(InterpreterRule usual, SqlStatements statements, boolean wholes)
    implements SinkRule {

  private static final int MOST_STEPS = 4;
  private static final Pattern EXPLAINING =
      Pattern.compile("(?is)[\\s(]{0,20}(?:(?:explain|describe|desc)\\b.*)?");

  /** All but names, and what stands for any letters in a pattern of {@code LIKE}. */
  private static final Harm BEYOND_PATTERNS = new Harm("[^\\w.$% -]");

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
    return new SqlRule(usual, statements, false);
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
    return new SqlRule(
        new InterpreterRule(context, texts, (m, c) -> false, escapes), statements, !escapes);
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

  /** What stands behind words of the program is a part of its statement. */
  @Override
  public boolean cleansText(SourceModule module, int text, boolean ownHead) {
    return wholes && ownHead && isWorded(module, text);
  }

  @Override
  public boolean cleansAppended(SourceModule module, int sum) {
    int name = module.tree().child(sum, "left");
    List<Integer> given =
        wholes && module.tree().is(name, "identifier")
            ? GivenValues.of(module, name)
            : List.<Integer>of();
    return !given.isEmpty() && isWorded(module, given.getFirst());
  }

  private static boolean isWorded(SourceModule module, int text) {
    SyntaxTree tree = module.tree();
    String head = Expressions.head(module, text);
    int at = Expressions.valueOf(module, text);
    for (int i = 0; i < MOST_STEPS && head.isEmpty() && Literals.isString(tree, at); i++) {
      int first =
          tree.namedChildren(at)
              .filter(c -> !tree.is(c, "string_start"))
              .findFirst()
              .orElse(SyntaxTree.NONE);
      at = Expressions.valueOf(module, tree.namedChild(first, 0));
      head = Expressions.head(module, at);
    }
    return !EXPLAINING.matcher(head).matches();
  }

  @Override
  public Optional<Guard> guard(SourceModule module, int condition) {
    Optional<Guard> listed =
        ValueTests.of(usual.context().program(), module, condition, BEYOND_PATTERNS);
    return listed.isPresent()
        ? listed
        : new SchemaLookup(usual.context().program(), module).guard(condition);
  }
}
