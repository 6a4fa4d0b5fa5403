package io.mcpscore.engine.check.secrets;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.Optional;

/**
 * {@code secrets-env-dump}: the whole environment of the process in what a handler gives back. One
 * variable, and those that a filter lets through, are no findings.
 */
public final class SecretsEnvDumpCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("secrets-env-dump");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    DisclosureRule rule =
        new DisclosureRule(
            context.program(), SecretsEnvDumpCheck::environment, (module, node) -> List.of(), true);
    new Disclosures(INFO, Severity.HIGH, 8, "is handed to the agent, with every secret in it")
        .report(context, rule, findings);
  }

  private static Optional<String> environment(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    boolean member = tree.is(expression, "member_expression") || tree.is(expression, "attribute");
    if (!member || tree.end(expression) - tree.start(expression) > "process.env".length()) {
      return Optional.empty();
    }
    String text = tree.text(expression);
    boolean whole = text.equals("process.env") || text.equals("os.environ");
    return whole && !isOnePart(tree, expression) && !isFiltered(tree, expression)
        ? Optional.of("the whole environment")
        : Optional.empty();
  }

  /** {@code process.env.X}, {@code os.environ["X"]}, {@code os.environ.get("X")}. */
  private static boolean isOnePart(SyntaxTree tree, int expression) {
    int parent = tree.parent(expression);
    return switch (tree.kind(parent)) {
      case "member_expression" -> true;
      case "subscript", "subscript_expression" -> true;
      case "attribute" ->
          !tree.text(tree.child(parent, "attribute")).matches("copy|items|values|keys");
      default -> false;
    };
  }

  private static boolean isFiltered(SyntaxTree tree, int expression) {
    int at = expression;
    for (int i = 0; i < 6 && at != SyntaxTree.NONE; i++) {
      boolean comprehension = tree.kind(at).endsWith("_comprehension");
      if (comprehension && tree.namedChildren(at).anyMatch(c -> tree.is(c, "if_clause"))) {
        return true;
      }
      if (tree.is(at, "call_expression")
          && DisclosureRule.called(tree, at).matches("filter|keys|reduce")) {
        return true;
      }
      at = tree.parent(at);
    }
    return false;
  }
}
