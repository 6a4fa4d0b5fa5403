package io.mcpscore.engine.check.secrets;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code secrets-env-dump}: the whole environment of the process, or a variable that the agent
 * names, in what a handler gives back. One variable that the server names, and those that a filter
 * of the server's lets through, are no findings.
 */
public final class SecretsEnvDumpCheck implements Check {

  private static final int MOST_LEVELS = 8;
  private static final CheckInfo INFO = CheckInfoReader.read("secrets-env-dump");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    Set<String> handlers = handlers(context);
    DisclosureRule rule =
        new DisclosureRule(
            context.program(),
            (module, node) -> environment(module, node, handlers),
            (module, node) -> List.of(),
            true);
    new Disclosures(INFO, Severity.HIGH, 8, "is handed to the agent, with every secret in it")
        .report(context, rule, findings);
    named(context, findings);
  }

  private static void named(CheckContext context, FindingSink findings) {
    Map<SourceModule, Set<Integer>> chosen = NamedVariables.ofAgents(context);
    if (chosen.isEmpty()) {
      return;
    }
    DisclosureRule rule =
        new DisclosureRule(
            context.program(),
            (module, e) ->
                chosen.getOrDefault(module, Set.of()).contains(e)
                    ? Optional.of("the variable of the environment that the agent names")
                    : Optional.empty(),
            (module, node) -> List.of(),
            true);
    new Disclosures(INFO, Severity.MEDIUM, 8, "is handed to the agent, whichever secret it is")
        .report(context, rule, findings);
  }

  private static Set<String> handlers(CheckContext context) {
    return context.servers().tools().stream()
        .map(ToolDeclaration::handler)
        .filter(Objects::nonNull)
        .map(h -> key(h.module(), h.function()))
        .collect(Collectors.toSet());
  }

  private static String key(SourceModule module, int function) {
    return module.file().path() + "#" + function;
  }

  private static Optional<String> environment(
      SourceModule module, int expression, Set<String> handlers) {
    SyntaxTree tree = module.tree();
    boolean member = tree.is(expression, "member_expression") || tree.is(expression, "attribute");
    if (!member || tree.end(expression) - tree.start(expression) > "process.env".length()) {
      return Optional.empty();
    }
    String text = tree.text(expression);
    boolean whole = text.equals("process.env") || text.equals("os.environ");
    if (!whole) {
      return Optional.empty();
    }
    int chosen = picked(module, expression);
    if (chosen != SyntaxTree.NONE && isAgents(module, chosen, handlers)) {
      return Optional.of("variables of the environment that the agent picks");
    }
    return !isOnePart(tree, expression) && !isFiltered(tree, expression)
        ? Optional.of("the whole environment")
        : Optional.empty();
  }

  /**
   * The test by which variables are picked whose values are read, as in {@code {n: os.environ[n]
   * for n in os.environ if n.startswith(prefix)}}, or {@code NONE}.
   */
  private static int picked(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    int parent = tree.parent(expression);
    boolean read =
        tree.is(parent, "subscript")
            || (tree.is(parent, "attribute") && tree.text(parent).equals("os.environ.items"));
    if (!read) {
      return SyntaxTree.NONE;
    }
    int at = parent;
    for (int i = 0; i < MOST_LEVELS && at > 0 && !module.isFunction(at); i++) {
      if (tree.kind(at).matches("(?:list|set|dictionary)_comprehension|generator_expression")) {
        return test(module, at);
      }
      at = tree.parent(at);
    }
    return SyntaxTree.NONE;
  }

  private static int test(SourceModule module, int comprehension) {
    SyntaxTree tree = module.tree();
    int own = clause(tree, comprehension, "if_clause");
    if (own != SyntaxTree.NONE) {
      return own;
    }
    int source = tree.child(clause(tree, comprehension, "for_in_clause"), "right");
    int names = source == SyntaxTree.NONE ? source : Expressions.valueOf(module, source);
    return names != SyntaxTree.NONE && tree.text(names).contains("os.environ")
        ? clause(tree, names, "if_clause")
        : SyntaxTree.NONE;
  }

  private static int clause(SyntaxTree tree, int comprehension, String kind) {
    return tree.namedChildren(comprehension)
        .filter(c -> tree.is(c, kind))
        .findFirst()
        .orElse(SyntaxTree.NONE);
  }

  /** Whether a test asks for nothing but what the agent gives. */
  private static boolean isAgents(SourceModule module, int test, Set<String> handlers) {
    SyntaxTree tree = module.tree();
    boolean more =
        tree.subtree(test)
            .anyMatch(n -> tree.is(n, "boolean_operator") || tree.is(n, "not_operator"));
    return !more
        && tree.subtree(test)
            .filter(n -> tree.is(n, "identifier"))
            .anyMatch(
                n ->
                    module.binding(n).orElse(null) instanceof Binding.Parameter p
                        && handlers.contains(key(module, p.function())));
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
