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

/** {@code injection-xpath}: values of an agent in expressions over XML. */
public final class InjectionXpathCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("injection-xpath");

  private static final List<String> WORDS = List.of("xpath", "XPath", "findall", ".evaluate(");

  private static final Pattern METHOD =
      Pattern.compile(
          "xpath|XPath|ETXPath|select|select1|evaluate|selectNodes|find|findall|iterfind|findtext|parse");
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?is)[\\s\\u0001(]{0,20}(?:\\.?/{1,2}|\\.|descendant|ancestor|string\\(|count\\(|\\w{1,40}\\[)[^\\s].{0,400}\\[(?:.{0,200}[=(].{0,20}|\\s{0,5})\\u0001.*");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    if (!Mentions.any(context, WORDS)) {
      return;
    }
    RelayedTexts texts = new RelayedTexts(context, WORDS, SHAPE, InjectionXpathCheck::text);
    InterpreterRule rule = InterpreterRule.of(context, texts::gaps);
    Interpreters.report(
        context, findings, INFO, rule, texts.words(WORDS), "an expression over XML, unquoted");
  }

  private static int text(Callee callee) {
    boolean taking = !callee.isTag() && METHOD.matcher(callee.method()).matches();
    return taking ? callee.call().argument(0, "path") : SyntaxTree.NONE;
  }
}
