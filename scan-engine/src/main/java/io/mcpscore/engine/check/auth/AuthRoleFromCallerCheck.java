package io.mcpscore.engine.check.auth;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code auth-role-from-caller}: tools that ask their caller whether it may. A role that is stored
 * or passed on, as when an account is made, is no finding: a condition must look at it.
 */
public final class AuthRoleFromCallerCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("auth-role-from-caller");

  private static final Pattern FLAG =
      Pattern.compile(
          "(?i)(?:is|as|has|caller_is|user_is|requester_is)_?(?:admin|administrator|root|superuser"
              + "|privileged|staff|owner|authorized|authenticated)|(?:admin|sudo|privileged|superuser)"
              + "|(?:bypass|skip|override)_?(?:auth|authorization|permission|permissions|acl|access)\\w{0,20}");
  private static final Pattern ROLE =
      Pattern.compile(
          "(?i)(?:user|caller|my|current|requester)?_?(?:role|permission_level|privilege|clearance)s?");
  private static final Pattern POWER =
      Pattern.compile(
          "(?i)(?:super|sys)?_?(?:admin|administrator|root|superuser|owner|manager|staff)s?");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (ToolDeclaration tool : Claims.tools(context)) {
      for (String name : Claims.arguments(tool, FLAG)) {
        look(tool, name, false, findings);
      }
      for (String name : Claims.arguments(tool, ROLE)) {
        look(tool, name, true, findings);
      }
    }
  }

  private static void look(
      ToolDeclaration tool, String name, boolean compared, FindingSink findings) {
    Handler handler = tool.handler();
    SourceModule module = handler.module();
    SyntaxTree tree = module.tree();
    tree.subtree(handler.region())
        .filter(n -> tree.is(n, "if_statement") || tree.is(n, "ternary_expression"))
        .map(n -> tree.child(n, "condition"))
        .filter(c -> decides(module, c, name, compared, handler.function()))
        .findFirst()
        .ifPresent(c -> findings.report(draft(tool, module, c, name)));
  }

  private static boolean decides(
      SourceModule module, int condition, String name, boolean compared, int function) {
    SyntaxTree tree = module.tree();
    boolean asked =
        tree.subtree(condition)
            .limit(400)
            .anyMatch(n -> Claims.isArgument(module, n, name, function));
    return asked
        && (!compared
            || tree.subtree(condition)
                .limit(400)
                .filter(n -> Literals.isString(tree, n))
                .anyMatch(n -> POWER.matcher(Literals.content(tree, n)).matches()));
  }

  private static Draft draft(ToolDeclaration tool, SourceModule module, int node, String name) {
    return new Draft(
        module.file(),
        module.tree().start(node),
        module.tree().end(node),
        Severity.HIGH,
        Evidence.PROVEN,
        "The tool "
            + tool.name()
            + " grants power by the argument "
            + name
            + ", which the caller writes.",
        tool.name(),
        List.of(),
        List.of());
  }
}
