package io.mcpscore.engine.check.filesystem;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.SinkFindings;
import io.mcpscore.engine.check.SinkTable;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;

/**
 * {@code fs-prefix-containment}: tests that are meant to keep a path inside a directory and let
 * others through, since they compare bare beginnings, or compare before {@code ..} was taken out.
 */
public final class FsPrefixContainmentCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("fs-prefix-containment");

  /** Kinds of nodes between the tests of one condition. */
  private static final String JOINED =
      "binary_expression|boolean_operator|not_operator|unary_expression|parenthesized_expression";

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    SinkTable table = new SinkTable();
    SinkTable lexical = new SinkTable();
    for (SourceModule module : context.program().modules()) {
      SyntaxTree tree = module.tree();
      tree.ofKinds(Containment.KINDS)
          .forEach(
              n ->
                  Containment.of(module, n)
                      .ifPresent(
                          c -> {
                            if (c.worth() != Containment.Worth.SOUND) {
                              add(table, module, c);
                            } else if (c.isLeftToCaller(module)) {
                              add(lexical, module, c);
                            }
                          }));
    }
    report(context, findings, table, new PathText(context, table, false));
    report(context, findings, lexical, new UnresolvedPaths(new PathText(context, lexical, false)));
  }

  private static void report(
      CheckContext context, FindingSink findings, SinkTable table, SinkRule rule) {
    if (!table.isEmpty()) {
      new SinkFindings(
              INFO,
              rule,
              "a test that is meant to keep it inside a directory and lets other paths through")
          .report(context, findings, call -> false);
    }
  }

  /** The dataflow looks at calls, so a comparison is represented by the call in it. */
  private static void add(SinkTable table, SourceModule module, Containment test) {
    SyntaxTree tree = module.tree();
    if (!isFirst(module, test) || isForDisplay(module, test)) {
      return;
    }
    tree.subtree(test.node())
        .filter(n -> ExternalCalls.isCall(tree, n))
        .findFirst()
        .ifPresent(n -> table.add(module, n, List.of(test.value())));
  }

  /** Of several directories that a condition asks for, one is enough to say what is wrong. */
  private static boolean isFirst(SourceModule module, Containment test) {
    SyntaxTree tree = module.tree();
    int condition = test.node();
    while (tree.kind(tree.parent(condition)).matches(JOINED)) {
      condition = tree.parent(condition);
    }
    String value = tree.text(test.value());
    return tree.subtree(condition)
        .takeWhile(n -> n < test.node())
        .mapToObj(n -> Containment.of(module, n).orElse(null))
        .noneMatch(
            c -> c != null && c.worth() == test.worth() && tree.text(c.value()).equals(value));
  }

  /**
   * {@code if path.startswith(root): return f"{address}/{relative}"}: nobody is let in or kept out.
   */
  private static boolean isForDisplay(SourceModule module, Containment test) {
    SyntaxTree tree = module.tree();
    int branch = tree.parent(test.node());
    while (tree.is(branch, "parenthesized_expression")) {
      branch = tree.parent(branch);
    }
    boolean whole = tree.is(branch, "elif_clause") || tree.is(branch, "if_statement");
    int body = whole ? tree.child(branch, "consequence") : SyntaxTree.NONE;
    int function = Expressions.scope(module, test.node());
    return body != SyntaxTree.NONE
        && tree.subtree(body)
            .filter(n -> tree.is(n, "return_statement"))
            .map(n -> tree.unbracketed(tree.namedChild(n, 0)))
            .anyMatch(n -> Literals.isString(tree, n) && Literals.hasGaps(tree, n))
        && tree.subtree(body)
            .noneMatch(n -> tree.is(n, "try_statement") || tree.is(n, "with_statement"))
        && tree.subtree(function)
            .noneMatch(n -> tree.is(n, "raise_statement") || tree.is(n, "throw_statement"));
  }
}
