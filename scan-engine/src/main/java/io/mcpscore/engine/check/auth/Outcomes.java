package io.mcpscore.engine.check.auth;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Set;

/** Whether a piece of code lets a caller in or turns it away. */
final class Outcomes {

  private static final Set<String> NEXT =
      Set.of("next", "call_next", "next_handler", "done", "callNext");
  private static final Set<String> REFUSING =
      Set.of("abort", "reject", "exit", "deny", "unauthorized", "forbidden", "sendUnauthorized");
  private static final List<String> ASGI = List.of("scope", "receive", "send");
  private static final int MOST_NODES = 4_000;

  private Outcomes() {}

  /** Whether an {@code if} says what happens otherwise. */
  static boolean hasAlternative(SyntaxTree tree, int node) {
    return tree.child(node, "alternative") != SyntaxTree.NONE
        || tree.namedChildren(node)
            .anyMatch(c -> tree.is(c, "else_clause") || tree.is(c, "elif_clause"));
  }

  /** Whether a throw, a status of refusal or a false answer lies below a node. */
  static boolean denies(SourceModule module, int node) {
    return module.tree().subtree(node).limit(MOST_NODES).anyMatch(n -> isDenial(module, n));
  }

  /**
   * Whether the code below a node goes on to what is guarded.
   *
   * @param guard function around it; leaving it early lets a caller in when it refuses elsewhere
   */
  static boolean passes(SourceModule module, int node, int guard) {
    SyntaxTree tree = module.tree();
    boolean on = tree.subtree(node).limit(MOST_NODES).anyMatch(n -> isNext(module, n));
    boolean left =
        tree.subtree(node).limit(MOST_NODES).anyMatch(n -> isBareReturn(tree, n))
            && guard > 0
            && denies(module, guard);
    return (on || left) && !denies(module, node);
  }

  /** Whether a statement calls what is guarded. */
  static boolean goesOn(SourceModule module, int statement) {
    return module
        .tree()
        .subtree(statement)
        .limit(MOST_NODES)
        .filter(n -> !module.tree().is(n, "return_statement"))
        .anyMatch(n -> isNext(module, n) || isApplication(module, n));
  }

  /** {@code await self.app(scope, receive, send)}. */
  private static boolean isApplication(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    if (!tree.is(node, "call") || !ExternalCalls.isCall(tree, node)) {
      return false;
    }
    return new Call(module, node, "").arguments().stream().map(tree::text).toList().equals(ASGI);
  }

  private static boolean isDenial(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    return switch (tree.kind(node)) {
      case "throw_statement", "raise_statement" -> true;
      case "number", "integer" -> tree.text(node).matches("40[13]");
      case "return_statement" -> tree.text(tree.namedChild(node, 0)).matches("(?i)false");
      case "attribute" -> tree.text(tree.child(node, "attribute")).matches("HTTP_40[13]_\\w{1,20}");
      case "call_expression", "call" ->
          ExternalCalls.isCall(tree, node)
              && REFUSING.contains(CallSites.name(new Call(module, node, "")));
      default -> false;
    };
  }

  private static boolean isNext(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    return switch (tree.kind(node)) {
      case "return_statement" -> tree.text(tree.namedChild(node, 0)).matches("(?i)true");
      case "call_expression", "call" -> {
        boolean call = ExternalCalls.isCall(tree, node);
        Call site = new Call(module, node, "");
        // With an argument, next reports an error.
        yield call
            && NEXT.contains(CallSites.name(site))
            && (!CallSites.name(site).equals("next") || site.arguments().isEmpty());
      }
      default -> false;
    };
  }

  private static boolean isBareReturn(SyntaxTree tree, int node) {
    if (!tree.is(node, "return_statement")) {
      return false;
    }
    String value = tree.text(tree.namedChild(node, 0));
    return value.isEmpty() || value.equals("None") || value.equals("undefined");
  }
}
