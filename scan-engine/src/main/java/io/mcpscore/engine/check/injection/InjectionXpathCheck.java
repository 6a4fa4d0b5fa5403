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

/** {@code injection-xpath}: values of an agent in expressions over XML. */
public final class InjectionXpathCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("injection-xpath");

  private static final List<String> WORDS = List.of("xpath", "XPath", "findall", ".evaluate(");

  private static final Pattern METHOD =
      Pattern.compile(
          "xpath|XPath|ETXPath|select|select1|evaluate|selectNodes|find|findall|iterfind|findtext|parse");
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?is)[\\s\\u0001(]{0,20}(?:\\.?/{1,2}|\\.|descendant|ancestor|string\\(|count\\(|\\w{1,40}\\[)[^\\s].{0,400}\\[.{0,200}[=(].{0,20}\\u0001.*");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    InterpreterRule rule = InterpreterRule.of(context, c -> texts(context, c));
    Interpreters.report(context, findings, INFO, rule, WORDS, "an expression over XML, unquoted");
  }

  private static List<Integer> texts(CheckContext context, Callee callee) {
    if (callee.isTag() || !METHOD.matcher(callee.method()).matches()) {
      return List.of();
    }
    Call call = callee.call();
    return ComposedSinks.of(context, call.module(), call.argument(0, "path"), SHAPE);
  }
}
