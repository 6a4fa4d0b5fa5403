package io.mcpscore.engine.check.injection;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import java.util.List;
import java.util.regex.Pattern;

/** {@code injection-cypher}: values of an agent in the text of a graph query. */
public final class InjectionCypherCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("injection-cypher");

  private static final List<String> WORDS =
      List.of("MATCH", "Match (", "MERGE", "cypher", "Cypher", "neo4j");

  private static final Pattern METHOD =
      Pattern.compile(
          "(?i)run|execute_?query|query|execute|execute_?read|execute_?write|read_?query|write_?query|\\w{0,30}(?:cypher|query)\\w{0,20}|send|ro_?query|graph");
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?is)[\\s\\u0001]{0,60}(?:(?:OPTIONAL\\s+)?MATCH\\s*\\w*\\s*[(=].*|MERGE\\s*\\(.*|CREATE\\s*\\(.*|UNWIND\\s.*|CALL\\s+(?:db|apoc|gds|\\{).*|DETACH\\s+DELETE.*|WITH\\s.{0,300}MATCH\\s*\\(.*)");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    InterpreterRule rule = InterpreterRule.of(context, c -> texts(context, c));
    Interpreters.report(context, findings, INFO, rule, WORDS, "the text of a graph query, unbound");
  }

  private static List<Integer> texts(CheckContext context, Callee callee) {
    if (callee.isTag() || !METHOD.matcher(callee.method()).matches()) {
      return List.of();
    }
    Call call = callee.call();
    return ComposedSinks.of(context, call.module(), call.argument(0, "query"), SHAPE);
  }
}
