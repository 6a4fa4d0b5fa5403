package io.mcpscore.engine.check.mcp;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Effect;
import io.mcpscore.model.EffectStep;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * {@code mcp-undeclared-effect}: a tool that says to compute and also reaches for files, network,
 * programs or secrets.
 */
public final class McpUndeclaredEffectCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("mcp-undeclared-effect");

  private static final Map<Effect, String> DOES =
      Map.of(
          Effect.NET_OUT, "calls out",
          Effect.FS_READ, "reads files",
          Effect.FS_WRITE, "writes files",
          Effect.EXEC, "starts programs",
          Effect.SECRETS, "reads secrets from the environment",
          Effect.ENV, "reads the whole environment");

  /** Interpreters of expressions belong to calculators; other checks judge them. */
  private static final Pattern EVALUATES =
      Pattern.compile("uses (?:eval|exec|compile|Function|vm)\\b.*");

  /** The handler, one function that it calls, and the call itself. */
  private static final int NEAR = 3;

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (ToolDeclaration tool : context.servers().tools()) {
      Claim claim = Claim.of(tool);
      context.flow().effects(tool).trace().stream()
          .filter(s -> claim.isSurprising(s.effect()) && isNear(tool, s))
          .findFirst()
          .ifPresent(s -> report(tool, s, findings));
    }
  }

  private static void report(ToolDeclaration tool, EffectStep step, FindingSink findings) {
    boolean mild = step.effect() == Effect.FS_READ || step.effect() == Effect.FS_WRITE;
    boolean lists =
        step.trace()
            .getLast()
            .label()
            .matches("uses .{0,60}(?:glob|listdir|walk|scandir|readdir).*");
    findings.report(
        ToolDrafts.at(
            tool,
            mild && !lists ? Severity.MEDIUM : Severity.HIGH,
            Evidence.PROVEN,
            "The tool "
                + tool.name()
                + " says to compute something from its arguments, but its code "
                + DOES.get(step.effect())
                + ", of which it says nothing.",
            tool.name(),
            step.trace()));
  }

  private static boolean isNear(ToolDeclaration tool, EffectStep step) {
    if (step.trace().size() > NEAR || EVALUATES.matcher(step.trace().getLast().label()).matches()) {
      return false;
    }
    return step.effect() != Effect.ENV || readsAll(tool);
  }

  /** Whether the handler takes the environment as a whole, and not one variable of it. */
  private static boolean readsAll(ToolDeclaration tool) {
    SourceModule module = tool.handler().module();
    SyntaxTree tree = module.tree();
    return tree.subtree(tool.handler().region())
        .filter(n -> tree.is(n, "attribute") || tree.is(n, "member_expression"))
        .filter(n -> tree.text(n).matches("(?:os\\.)?environ|process\\.env"))
        .anyMatch(n -> isWhole(tree, n));
  }

  private static boolean isWhole(SyntaxTree tree, int environment) {
    int parent = tree.parent(environment);
    return switch (tree.kind(parent)) {
      case "subscript", "subscript_expression" -> false;
      case "attribute", "member_expression" ->
          tree.text(parent).matches(".{0,20}\\.(?:copy|items|keys|values)");
      case "variable_declarator" -> tree.is(tree.child(parent, "name"), "identifier");
      default -> true;
    };
  }
}
