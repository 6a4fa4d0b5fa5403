package io.mcpscore.engine.check.injection;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import java.util.List;

/** {@code injection-query-language}: values of an agent in the query language of a service. */
public final class InjectionQueryLanguageCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("injection-query-language");

  private static final List<String> WORDS =
      List.of(
          "jql",
          "JQL",
          "Jql",
          "cql",
          "CQL",
          "soql",
          "SOQL",
          "wiql",
          "promql",
          "logql",
          "kql",
          "spl",
          "nrql",
          "gaql",
          "flux",
          "lucene",
          "aql",
          "query_string",
          "queryString",
          "ormula",
          "query_range",
          "custom_query",
          "osquery");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    InterpreterRule rule = InterpreterRule.of(context, c -> QueryLanguages.of(context, c));
    Interpreters.report(
        context,
        findings,
        INFO,
        rule,
        WORDS,
        "the text of a query, where it is read as part of the language");
    Interpreters.report(
        context,
        findings,
        INFO,
        InterpreterRule.of(context, c -> MailSearches.of(context, c)),
        MailSearches.WORDS,
        "the criteria of a search in a mailbox, of which a quotation mark ends a value");
  }
}
