package io.mcpscore.engine.check.auth;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.http.AuthEvidence;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.Served;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Whether somebody asks a caller who he is before a route answers. */
final class RouteGuards {

  /** Parameters and members in which a caller shows who he is. */
  private static final Pattern CREDENTIAL =
      Pattern.compile(
          "(?i)\\w{0,30}(?:authorization|api_?key|access_?key|auth_?token|access_?token|bearer"
              + "|current_?user|session_?user|credentials|is_?authenticated|logged_?in)\\w{0,20}");

  private static final int MOST_NODES = 4_000;
  private static final int DEPTH = 3;

  private final CheckContext context;
  private final Map<Asked, Boolean> asked = new HashMap<>();
  private final Map<String, Boolean> refusing = new HashMap<>();

  /** A function, and how many calls deep it was looked into. */
  private record Asked(Target.Defined function, int depth) {}

  RouteGuards(CheckContext context) {
    this.context = context;
  }

  /** Whether the route, or what its handler calls, asks. */
  boolean guards(Served served) {
    return served.route().guarded() || asks(served.handler());
  }

  /** Whether a function, or what it calls, asks. */
  boolean asks(Target.Defined function) {
    return asks(function, DEPTH);
  }

  /** Whether a module refuses anybody for who he is. */
  boolean refuses(SourceModule module) {
    return refusing.computeIfAbsent(module.file().path(), p -> anyRefusal(module));
  }

  private static boolean anyRefusal(SourceModule module) {
    return CallSites.mentions(module.file(), "401", "403", "Unauthorized", "FORBIDDEN")
        && module
            .tree()
            .ofKinds("number", "integer", "attribute", "member_expression")
            .anyMatch(n -> isRefusal(module, n));
  }

  private boolean asks(Target.Defined function, int depth) {
    Asked question = new Asked(function, depth);
    Boolean known = asked.get(question);
    if (known != null) {
      return known;
    }
    SourceModule module = function.module();
    boolean found =
        module
            .tree()
            .subtree(function.node())
            .limit(MOST_NODES)
            .anyMatch(n -> shows(module, n) || (depth > 0 && calledAsks(module, n, depth)));
    asked.put(question, found);
    return found;
  }

  private boolean shows(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    boolean name = tree.is(node, "identifier") || tree.is(node, "property_identifier");
    return (name && CREDENTIAL.matcher(tree.text(node)).matches())
        || isRefusal(module, node)
        || AuthEvidence.shows(context, module, node);
  }

  private boolean calledAsks(SourceModule module, int node, int depth) {
    SyntaxTree tree = module.tree();
    int named =
        ExternalCalls.isCall(tree, node) ? new Call(module, node, "").function() : SyntaxTree.NONE;
    if (tree.is(node, "argument_list") && isDependency(tree, node)) {
      named = tree.namedChild(node, 0);
    }
    return named != SyntaxTree.NONE
        && context.program().resolve(module, named).orElse(null) instanceof Target.Defined d
        && d.module().isFunction(d.node())
        && asks(d, depth - 1);
  }

  private static boolean isDependency(SyntaxTree tree, int list) {
    return tree.text(tree.child(tree.parent(list), "function")).matches("Depends|Security");
  }

  /** A status of refusal that is sent, as opposed to one that another service sent. */
  private static boolean isRefusal(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    return switch (tree.kind(node)) {
      case "number", "integer" ->
          tree.text(node).matches("40[13]") && !isCompared(tree.kind(tree.parent(node)));
      case "attribute", "member_expression" -> {
        boolean small = tree.end(node) - tree.start(node) < 80;
        yield small
            && tree.text(node).matches(".*(?:HTTP_40[13]_\\w+|UNAUTHORIZED|FORBIDDEN)")
            && !isCompared(tree.kind(tree.parent(node)));
      }
      default -> false;
    };
  }

  private static boolean isCompared(String kind) {
    return switch (kind) {
      case "binary_expression",
          "comparison_operator",
          "switch_case",
          "array",
          "list",
          "tuple",
          "set",
          "case_pattern" ->
          true;
      default -> false;
    };
  }
}
