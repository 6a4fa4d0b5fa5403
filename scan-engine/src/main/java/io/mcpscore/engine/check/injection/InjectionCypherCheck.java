package io.mcpscore.engine.check.injection;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.syntax.SyntaxTree;
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
          "(?is)[\\s\\u0001]{0,60}(?:(?:OPTIONAL\\s+)?MATCH\\s*\\w*\\s*[(=].*|MATCH\\s{1,9}\\u0001.{0,400}(?:-\\[|\\]-|\\bRETURN\\s).*|MERGE\\s*\\(.*|CREATE\\s*\\(.*|UNWIND\\s.*|CALL\\s+(?:db|apoc|gds|\\{).*|DETACH\\s+DELETE.*|WITH\\s.{0,300}MATCH\\s*\\(.*)");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    if (!Mentions.any(context, WORDS)) {
      return;
    }
    RelayedTexts texts = new RelayedTexts(context, WORDS, SHAPE, InjectionCypherCheck::text);
    InterpreterRule rule = InterpreterRule.of(context, texts::gaps).ofMembers(texts.members());
    Interpreters.report(
        context, findings, INFO, rule, texts.words(WORDS), "the text of a graph query, unbound");
  }

  private static int text(Callee callee) {
    boolean taking = !callee.isTag() && METHOD.matcher(callee.method()).matches();
    return taking ? callee.call().argument(0, "query") : SyntaxTree.NONE;
  }
}
