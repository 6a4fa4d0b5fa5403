package io.mcpscore.engine.check.injection;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.check.NamePattern;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.regex.Pattern;

/** {@code injection-graphql}: values of an agent in the text of a GraphQL document. */
public final class InjectionGraphqlCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("injection-graphql");

  private static final List<String> WORDS = List.of("query", "mutation");

  private static final NamePattern METHOD =
      NamePattern.of(
          "(?i)request|rawRequest|query|mutate|execute|graphql|gql|post|fetch|stringify|dumps|\\w{0,30}(?:graphql|gql|query|mutation)\\w{0,20}");
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?is)\\s*(?:(?:query|mutation|subscription)\\b\\s{0,9}\\w{0,60}\\s*(?:\\(.{0,600}?\\))?\\s*\\{|\\{\\{?\\s*\\w{1,60}\\s*\\().*");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    if (!Mentions.any(context, WORDS)) {
      return;
    }
    RelayedTexts texts = new RelayedTexts(context, WORDS, SHAPE, InjectionGraphqlCheck::text);
    InterpreterRule rule = InterpreterRule.of(context, texts::gaps).ofMembers(texts.members());
    Interpreters.report(
        context,
        findings,
        INFO,
        rule,
        texts.words(WORDS),
        "the text of a GraphQL document instead of its variables");
  }

  private static int text(Callee callee) {
    boolean taking = !callee.isTag() && METHOD.matches(callee.method());
    return taking ? document(callee.call()) : SyntaxTree.NONE;
  }

  /** The document itself, or the member {@code query} of a body. */
  private static int document(Call call) {
    SyntaxTree tree = call.tree();
    int list = tree.child(call.node(), "arguments");
    return tree.subtree(list)
        .filter(
            n ->
                (tree.is(n, "pair") && Members.key(tree, n).equals("query"))
                    || (tree.is(n, "shorthand_property_identifier")
                        && tree.text(n).equals("query")))
        .map(n -> tree.is(n, "pair") ? tree.child(n, "value") : n)
        .findFirst()
        .orElseGet(() -> call.argument(0, "query"));
  }
}
