package io.mcpscore.engine.check.auth;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.Drafts;
import io.mcpscore.engine.check.http.Functions;
import io.mcpscore.engine.check.http.HeaderReads;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Severity;

/**
 * {@code auth-timing-compare}: the credential of a request compared with the expected one by an
 * operator that ends at the first difference.
 */
public final class AuthTimingCompareCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("auth-timing-compare");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    CallSites.modules(context)
        .filter(m -> CallSites.mentions(m.file(), "uthorization", "api-key", "API-Key", "oken"))
        .forEach(m -> look(m, findings));
  }

  private static void look(SourceModule module, FindingSink findings) {
    SyntaxTree tree = module.tree();
    tree.subtree(0)
        .filter(n -> isEquality(tree, n) && comparesSecrets(module, n))
        .forEach(
            n ->
                findings.report(
                    Drafts.fact(
                        module,
                        n,
                        Severity.LOW,
                        "The comparison ends at the first difference, so that its time tells how"
                            + " much of a guess is right.")));
  }

  private static boolean isEquality(SyntaxTree tree, int node) {
    if (tree.is(node, "binary_expression")) {
      return tree.text(tree.child(node, "operator")).matches("[!=]==?");
    }
    if (!tree.is(node, "comparison_operator")) {
      return false;
    }
    return tree.children(node).anyMatch(c -> tree.is(c, "==") || tree.is(c, "!="));
  }

  private static boolean comparesSecrets(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    int left = tree.namedChild(node, 0);
    int right = tree.namedChild(node, 1);
    return (isExpected(module, left) && isSent(module, right, node))
        || (isExpected(module, right) && isSent(module, left, node));
  }

  /** A secret of the settings, also within a template such as {@code Bearer ${TOKEN}}. */
  private static boolean isExpected(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    if (!Literals.isString(tree, expression)) {
      return SecretNames.isExpected(module, expression);
    }
    return tree.subtree(expression)
        .filter(n -> tree.is(n, "template_substitution") || tree.is(n, "interpolation"))
        .map(n -> tree.namedChild(n, 0))
        .anyMatch(n -> SecretNames.isExpected(module, n));
  }

  /** What a request carries: read here, or a name in a function that reads such a header. */
  private static boolean isSent(SourceModule module, int expression, int comparison) {
    SyntaxTree tree = module.tree();
    if (expression == SyntaxTree.NONE || Literals.isString(tree, expression)) {
      return false;
    }
    boolean direct =
        tree.subtree(expression)
            .limit(60)
            .anyMatch(n -> HeaderReads.isCredential(HeaderReads.header(module, n)));
    int function = Functions.around(module, comparison);
    return direct
        || (tree.is(expression, "identifier")
            && function != SyntaxTree.NONE
            && tree.subtree(function)
                .limit(3_000)
                .anyMatch(n -> HeaderReads.isCredential(HeaderReads.header(module, n))));
  }
}
