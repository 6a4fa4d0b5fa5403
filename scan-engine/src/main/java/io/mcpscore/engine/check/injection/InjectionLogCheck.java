package io.mcpscore.engine.check.injection;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.NamePattern;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code injection-log}: values of an agent in lines of a log of record, with their line breaks.
 */
public final class InjectionLogCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("injection-log");

  private static final List<String> WORDS = List.of("log", "Log", "audit", "Audit");

  private static final NamePattern APPEND =
      NamePattern.of("(?:fs\\.)?(?:promises\\.)?appendFile(?:Sync)?");
  private static final Pattern LOG_NAME = Pattern.compile("(?is).{0,200}(?:log|audit).{0,200}");
  private static final Pattern RECORD =
      Pattern.compile("(?i).{0,40}(?:audit|security|access)_?(?:log(?:ger)?|trail)?.{0,20}");
  private static final NamePattern LEVEL =
      NamePattern.of("info|warn|warning|error|log|critical|write|record");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    InterpreterRule rule =
        new InterpreterRule(context, c -> line(context, c), (m, c) -> isOneLine(c), true);
    Interpreters.report(
        context, findings, INFO, rule, WORDS, "a line of a log, which more lines can be put into");
  }

  private static List<Integer> line(CheckContext context, Callee callee) {
    Call call = callee.call();
    SyntaxTree tree = call.tree();
    boolean appended =
        APPEND.matches(callee.method())
            && LOG_NAME.matcher(cut(tree.text(call.argument(0)))).matches();
    boolean written = callee.method().equals("write") && isLogFile(call, callee.object());
    boolean recorded =
        LEVEL.matches(callee.method()) && RECORD.matcher(callee.receiver()).matches();
    int text = appended ? call.argument(1) : written || recorded ? call.argument(0) : NONE;
    return text == NONE || tree.text(text).contains("!r}")
        ? List.of()
        : ComposedSinks.of(context, call.module(), text, null);
  }

  /** {@code with open("audit.log", "a") as f: f.write(…)}. */
  private static boolean isLogFile(Call call, int object) {
    SyntaxTree tree = call.tree();
    if (!tree.is(object, "identifier")
        || !(call.module().binding(object).orElse(null) instanceof Binding.Variable v)) {
      return false;
    }
    int item = tree.enclosing(v.declaration(), "with_item");
    String text = cut(tree.text(item == NONE ? v.value() : item));
    return text.contains("open(")
        && LOG_NAME.matcher(text).matches()
        && text.matches("(?s).*[\"']a[bt+]{0,2}[\"'].*");
  }

  private static String cut(String text) {
    return text.length() > 400 ? text.substring(0, 400) : text;
  }

  private static boolean isOneLine(Callee callee) {
    String first = callee.call().tree().text(callee.call().argument(0));
    return callee.method().matches("stringify|dumps|repr")
        || (callee.method().matches("replace|replaceAll|sub|translate")
            && first.matches("(?s).{0,20}(?:\\\\[nrs]|\\\\x).{0,40}"));
  }
}
