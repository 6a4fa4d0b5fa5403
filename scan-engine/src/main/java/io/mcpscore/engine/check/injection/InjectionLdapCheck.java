package io.mcpscore.engine.check.injection;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ComposedText;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.regex.Pattern;

/** {@code injection-ldap}: values of an agent in filters and names of a directory. */
public final class InjectionLdapCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("injection-ldap");

  private static final List<String> WORDS = List.of("ldap", "LDAP");

  private static final Pattern METHOD =
      Pattern.compile(
          "search|search_s|search_ext|search_ext_s|search_st|paged_search|searchAsync|simple_bind_s|bind|modify_s|delete_s|add_s");
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?is).{0,200}(?:\\(\\s*[&|!]?\\s*\\(?\\w|\\b(?:cn|uid|ou|dc|sn|mail|member|sAMAccountName)=).*");

  private static final Pattern FILTER = Pattern.compile("(?s)[frFR]{0,2}[\"'`]{1,3}\\(.*");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    if (!Mentions.any(context, WORDS)) {
      return;
    }
    RelayedTexts texts = new RelayedTexts(context, WORDS, SHAPE, c -> text(context, c));
    InterpreterRule rule = InterpreterRule.of(context, texts::gaps).ofMembers(texts.members());
    Interpreters.report(
        context,
        findings,
        INFO,
        rule,
        texts.words(WORDS),
        "a filter or name of a directory, unescaped");
  }

  private static int text(CheckContext context, Callee callee) {
    boolean taking = !callee.isTag() && METHOD.matcher(callee.method()).matches();
    return taking ? filter(context, callee.call()) : NONE;
  }

  /** The filter of a search where there is one, else the name. */
  private static int filter(CheckContext context, Call call) {
    for (String option : List.of("search_filter", "filterstr", "filter")) {
      if (call.option(option) != NONE) {
        return call.option(option);
      }
    }
    SyntaxTree tree = call.tree();
    for (int argument : call.arguments()) {
      if (FILTER.matcher(tree.text(argument)).matches()) {
        return argument;
      }
    }
    for (int argument : call.arguments()) {
      boolean operation = tree.is(argument, "binary_operator") || tree.is(argument, "call");
      if (operation && isFilter(context, call, argument)) {
        return argument;
      }
    }
    return call.arguments().size() > 1 && tree.is(call.argument(1), "identifier")
        ? call.argument(1)
        : call.arguments().size() > 2 ? call.argument(2) : call.argument(0);
  }

  /** {@code FILTER % name}, {@code FILTER.format(name)}. */
  private static boolean isFilter(CheckContext context, Call call, int argument) {
    return ComposedText.of(context.program(), call.module(), argument)
        .skeleton()
        .stripLeading()
        .startsWith("(");
  }
}
