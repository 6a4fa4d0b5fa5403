package io.mcpscore.engine.check.health;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Severity;

/**
 * {@code ops-unlimited-retry}: endless loops around an attempt whose failure only starts it again.
 */
public final class OpsUnlimitedRetryCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("ops-unlimited-retry");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    CallSites.modules(context)
        .filter(m -> CallSites.mentions(m.file(), "while"))
        .forEach(
            m ->
                Handled.first(
                    context,
                    m,
                    m.tree().subtree(0).filter(n -> isEndless(m, n)),
                    Severity.INFO,
                    "The attempt is repeated for ever while it fails, and the agent waits.",
                    findings));
  }

  private static boolean isEndless(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    if (!tree.is(node, "while_statement")
        || !tree.text(tree.child(node, "condition")).matches("\\(?(?:true|True|1)\\)?")) {
      return false;
    }
    int body = tree.child(node, "body");
    int attempt = tree.namedChild(body, 0);
    boolean alone = tree.namedChildren(body).count() == 1 && tree.is(attempt, "try_statement");
    if (!alone) {
      return false;
    }
    boolean succeeds =
        tree.subtree(tree.child(attempt, "body")).anyMatch(n -> tree.is(n, "return_statement"));
    return succeeds
        && tree.children(attempt)
            .filter(c -> tree.is(c, "except_clause") || tree.is(c, "catch_clause"))
            .noneMatch(c -> ends(tree, c));
  }

  private static boolean ends(SyntaxTree tree, int handler) {
    return tree.subtree(handler)
        .anyMatch(
            n ->
                switch (tree.kind(n)) {
                  case "return_statement",
                      "raise_statement",
                      "throw_statement",
                      "break_statement",
                      "if_statement" ->
                      true;
                  default -> false;
                });
  }
}
