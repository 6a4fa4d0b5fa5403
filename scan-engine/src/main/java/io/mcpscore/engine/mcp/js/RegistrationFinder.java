package io.mcpscore.engine.mcp.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.program.js.ScriptModule;
import io.mcpscore.engine.program.js.ScriptSyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Finds the calls that register something with an MCP server. The receiver must be known as a
 * server object; an unknown receiver counts only when it is named like one, and the file or one
 * that imports it uses an MCP SDK.
 */
final class RegistrationFinder {

  private static final String REQUEST_HANDLER = "setRequestHandler";
  private static final Set<String> METHODS =
      Set.of(
          "tool",
          "registerTool",
          "registerToolTask",
          "addTool",
          "addTools",
          "prompt",
          "registerPrompt",
          "addPrompt",
          "resource",
          "registerResource",
          "addResource",
          "addResourceTemplate",
          REQUEST_HANDLER);
  private static final Pattern PLAUSIBLE =
      Pattern.compile("(?i)(.*(server|mcp)|srv|s|mcpApp|this)");
  private static final String APP_TOOL = "registerAppTool";

  private final Program program;
  private final SdkReach reach;

  RegistrationFinder(Program program, SdkReach reach) {
    this.program = program;
    this.reach = reach;
  }

  /** Every registering call of the repository, in order of file and position. */
  List<Registration> find() {
    List<Registration> found = new ArrayList<>();
    for (SourceModule module : program.modules()) {
      if (module instanceof ScriptModule && reach.covers(module)) {
        SyntaxTree tree = module.tree();
        tree.ofKinds("call_expression").forEach(n -> read(module, n).ifPresent(found::add));
      }
    }
    return found;
  }

  private Optional<Registration> read(SourceModule module, int call) {
    SyntaxTree tree = module.tree();
    int callee = ScriptSyntax.unwrap(tree, tree.child(call, "function"));
    if (tree.is(callee, "member_expression")) {
      String method = tree.text(tree.child(callee, "property"));
      return METHODS.contains(method) && registers(module, callee, call)
          ? Optional.of(Registration.of(method, Expr.of(module, call), 0))
          : Optional.empty();
    }
    boolean app =
        tree.is(callee, "identifier")
            && program.resolve(module, callee).orElse(null) instanceof Target.External e
            && e.qualifiedName().startsWith("@modelcontextprotocol/")
            && e.qualifiedName().endsWith("." + APP_TOOL);
    return app
        ? Optional.of(Registration.of("registerTool", Expr.of(module, call), 1))
        : Optional.empty();
  }

  private boolean registers(SourceModule module, int callee, int call) {
    if (ScriptSyntax.argument(module.tree(), call, 0) == NONE) {
      return false;
    }
    return switch (program.resolve(module, callee).orElse(null)) {
      case Target.External external ->
          SdkNames.isServerMember(external.qualifiedName())
              || (isUnbound(module, callee) && isPlausible(module, callee));
      case Target.Defined defined -> false;
      case null ->
          isRequestHandler(module, callee)
              || isPlausible(module, callee)
              || isUnmistakable(module, callee, call);
    };
  }

  /** {@code x.registerTool("name", {…}, callback)} is nothing else, whatever the receiver. */
  private static boolean isUnmistakable(SourceModule module, int callee, int call) {
    SyntaxTree tree = module.tree();
    return tree.text(tree.child(callee, "property")).equals("registerTool")
        && tree.is(ScriptSyntax.argument(tree, call, 0), "string")
        && tree.is(ScriptSyntax.argument(tree, call, 1), "object")
        && ScriptSyntax.argument(tree, call, 2) != NONE;
  }

  /** Nothing but the SDK has a method of this name, so its receiver may be called anything. */
  private static boolean isRequestHandler(SourceModule module, int callee) {
    SyntaxTree tree = module.tree();
    return tree.text(tree.child(callee, "property")).equals(REQUEST_HANDLER);
  }

  /** Whether the receiver is a global name, which means that its declaration was not seen. */
  private static boolean isUnbound(SourceModule module, int callee) {
    int receiver = module.tree().child(callee, "object");
    return module.tree().is(receiver, "identifier") && module.binding(receiver).isEmpty();
  }

  private static boolean isPlausible(SourceModule module, int callee) {
    SyntaxTree tree = module.tree();
    int receiver = ScriptSyntax.unwrap(tree, tree.child(callee, "object"));
    int name = tree.is(receiver, "member_expression") ? tree.child(receiver, "property") : receiver;
    String text =
        switch (tree.kind(name)) {
          case "identifier", "property_identifier", "private_property_identifier", "this" ->
              tree.text(name);
          default -> "";
        };
    return PLAUSIBLE.matcher(text).matches();
  }
}
