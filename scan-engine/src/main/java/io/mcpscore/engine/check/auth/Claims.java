package io.mcpscore.engine.check.auth;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.http.AuthEvidence;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** Arguments of tools in which a caller says who or what it is. */
final class Claims {

  /** What handlers read when they know their caller. */
  private static final Pattern IDENTITY =
      Pattern.compile(
          "(?i)authInfo|get_access_token|current_?user|access_?token|claims?|principal|identity|session"
              + "|user_?from_?\\w{1,20}|get_user\\w{0,20}|auth_?context|require_?user|authorize|subject|sub");

  private Claims() {}

  /** Tools of the server's own code with a resolved handler. */
  static List<ToolDeclaration> tools(CheckContext context) {
    return context.servers().tools().stream()
        .filter(t -> t.handler() != null && t.module().file().role().deducts())
        .toList();
  }

  /** Names of arguments that a pattern fits, as the schema states them. */
  static List<String> arguments(ToolDeclaration tool, Pattern pattern) {
    JsonNode properties = tool.inputSchema() == null ? null : tool.inputSchema().path("properties");
    if (properties == null || !properties.isObject()) {
      return List.of();
    }
    return StreamSupport.stream(((Iterable<String>) properties::fieldNames).spliterator(), false)
        .filter(n -> n.length() < 60 && pattern.matcher(n).matches())
        .toList();
  }

  /** Whether an identifier or member in a handler is the argument of a name. */
  static boolean isArgument(SourceModule module, int node, String name, int function) {
    SyntaxTree tree = module.tree();
    return switch (tree.kind(node)) {
      case "identifier" -> {
        Binding binding = module.binding(node).orElse(null);
        boolean parameter =
            binding instanceof Binding.Parameter p
                && p.function() == function
                && (p.path().isEmpty() || p.path().getLast().equals(name));
        yield tree.text(node).equals(name) && (parameter || binding instanceof Binding.Variable);
      }
      case "member_expression" ->
          tree.text(tree.child(node, "property")).equals(name)
              && tree.text(tree.child(node, "object"))
                  .matches("(?:\\w{1,30}\\.){0,3}(?:args|arguments|input|params)");
      case "subscript" -> {
        String key = tree.text(tree.child(node, "subscript"));
        yield key.length() < 64
            && key.substring(Math.min(1, key.length())).startsWith(name)
            && key.length() == name.length() + 2;
      }
      default -> false;
    };
  }

  /** Whether the code of a handler looks at who calls. */
  static boolean knowsCaller(Handler handler) {
    SyntaxTree tree = handler.module().tree();
    return tree.subtree(handler.function())
        .filter(n -> tree.is(n, "identifier") || tree.is(n, "property_identifier"))
        .filter(n -> tree.end(n) - tree.start(n) < 40)
        .anyMatch(n -> IDENTITY.matcher(tree.text(n)).matches());
  }

  /** Whether the program authenticates its callers, so that there is an identity to ask for. */
  static boolean hasIdentity(CheckContext context) {
    return CallSites.modules(context)
        .filter(m -> CallSites.mentions(m.file(), "uth"))
        .anyMatch(m -> AuthEvidence.in(context, m));
  }
}
