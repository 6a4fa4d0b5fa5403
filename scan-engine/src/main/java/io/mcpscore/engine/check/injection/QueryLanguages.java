package io.mcpscore.engine.check.injection;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Query languages of services, told by the name of the argument that holds the text. */
final class QueryLanguages {

  private static final Pattern NAME =
      Pattern.compile(
          "(?i)(?:\\w{0,20}_)?(?:jql|cql|soql|sosl|wiql|promql|logql|traceql|kql|kusto|spl|nrql|gaql|flux|lucene|aql|ppl|esql|osquery|odata)"
              + "(?:_?(?:query|string|str|text|statement|filter|parts))?|query_?string|queryString|formula|filterByFormula|filter_by_formula");
  private static final Pattern METHOD =
      Pattern.compile(
          "(?i)\\w{0,30}(?:jql|cql|soql|wiql|promql|logql|kql|gaql)\\w{0,30}|query_?range|custom_query(?:_range)?|collectRows|queryRaw");

  /** Operators and words that stand beside a value in such a language. */
  private static final Pattern SYNTAX =
      Pattern.compile(
          "(?is).*(?:[=~<>!:]|\\b(?:in|is|and|or|not|like|where|from|order)\\b|[\\[{(\"'|]).*");

  private QueryLanguages() {}

  /** The gaps of a query that the program words. */
  static List<Integer> of(CheckContext context, Callee callee) {
    Call call = callee.call();
    List<Integer> out = new ArrayList<>();
    for (int text : texts(callee)) {
      out.addAll(ComposedSinks.of(context, call.module(), text, SYNTAX));
    }
    return out;
  }

  private static List<Integer> texts(Callee callee) {
    Call call = callee.call();
    SyntaxTree tree = call.tree();
    List<Integer> out = new ArrayList<>();
    int list = tree.child(call.node(), "arguments");
    for (int n = list + 1; list != NONE && n < tree.subtreeEnd(list); n++) {
      if (ExternalCalls.isCall(tree, n) || call.module().isFunction(n)) {
        n = tree.subtreeEnd(n) - 1;
      } else {
        named(tree, list, n, out);
      }
    }
    int first = call.argument(0);
    boolean named = first != NONE && METHOD.matcher(callee.method()).matches();
    if (named && !out.contains(first) && !tree.is(first, "object")) {
      out.add(first);
    }
    return out;
  }

  /** Arguments and members that are named like a query. */
  private static void named(SyntaxTree tree, int list, int node, List<Integer> out) {
    boolean argument = tree.parent(node) == list && tree.is(node, "identifier");
    boolean shorthand = tree.is(node, "shorthand_property_identifier");
    if ((argument || shorthand) && isQuery(tree.text(node))) {
      out.add(node);
    } else if (tree.is(node, "pair") && isQuery(Members.key(tree, node))) {
      out.add(tree.child(node, "value"));
    } else if (tree.is(node, "keyword_argument") && isQuery(tree.text(tree.child(node, "name")))) {
      out.add(tree.child(node, "value"));
    }
  }

  private static boolean isQuery(String name) {
    return name.length() < 60 && NAME.matcher(name).matches();
  }
}
