package io.mcpscore.engine.check.injection;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;

/**
 * {@code injection-sql}: values of an agent in the text of a statement that the program words.
 * Bound values are no text; a statement that is the agent's as a whole is another check's concern.
 */
public final class InjectionSqlCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("injection-sql");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    SqlStatements statements = new SqlStatements(context);
    SqlRule rule = SqlRule.of(context, statements::gaps, true);
    Interpreters.report(
        context, findings, INFO, rule, SqlCalls.WORDS, "the text of a statement of SQL, unbound");
  }
}
