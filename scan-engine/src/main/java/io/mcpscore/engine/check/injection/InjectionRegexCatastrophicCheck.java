package io.mcpscore.engine.check.injection;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.GivenValues;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code injection-regex-catastrophic}: patterns of the program that take exponential time on a
 * text that an agent passes.
 */
public final class InjectionRegexCatastrophicCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("injection-regex-catastrophic");

  private static final List<String> WORDS =
      List.of("+)*", "*)*", "+)+", "*)+", "?)*", "?)+", ")+", ")*");

  private static final Pattern ON_TEXT =
      Pattern.compile("match|matchAll|replace|replaceAll|search|split");
  private static final Pattern PYTHON =
      Pattern.compile("re\\.(?:search|match|fullmatch|findall|finditer|sub|subn|split)");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    InterpreterRule rule = InterpreterRule.strict(context, InjectionRegexCatastrophicCheck::text);
    Interpreters.report(
        context,
        findings,
        INFO,
        rule,
        WORDS,
        "a text that is matched with a pattern of exponential time");
  }

  /** The text that a call matches with such a pattern. */
  private static List<Integer> text(Callee callee) {
    Call call = callee.call();
    SourceModule module = call.module();
    if (!module.file().language().isScript()) {
      return python(callee);
    }
    boolean test = callee.method().matches("test|exec");
    int pattern = test ? callee.object() : call.argument(0);
    boolean matches = test || ON_TEXT.matcher(callee.method()).matches();
    return matches && isCatastrophic(module, pattern)
        ? Interpreters.present(test ? call.argument(0) : callee.object())
        : List.of();
  }

  private static List<Integer> python(Callee callee) {
    Call call = callee.call();
    if (PYTHON.matcher(callee.qualified()).matches()) {
      int text = call.argument(callee.method().startsWith("sub") ? 2 : 1, "string");
      return isCatastrophic(call.module(), call.argument(0))
          ? Interpreters.present(text)
          : List.of();
    }
    boolean compiled = callee.qualified().startsWith("re.compile().");
    return compiled && isCatastrophic(call.module(), callee.object())
        ? Interpreters.present(call.argument(callee.method().startsWith("sub") ? 1 : 0))
        : List.of();
  }

  private static boolean isCatastrophic(SourceModule module, int pattern) {
    if (pattern == NONE) {
      return false;
    }
    SyntaxTree tree = module.tree();
    int node = pattern;
    if (tree.is(node, "identifier")) {
      node = GivenValues.of(module, node).stream().findFirst().orElse(node);
    }
    if (tree.is(node, "regex")) {
      return RegexCost.isCatastrophic(tree.text(tree.child(node, "pattern")));
    }
    if (ExternalCalls.isCall(tree, node)) {
      node = tree.namedChild(tree.child(node, "arguments"), 0);
    }
    return Literals.isString(tree, node)
        && !Literals.hasGaps(tree, node)
        && RegexCost.isCatastrophic(Literals.content(tree, node));
  }
}
