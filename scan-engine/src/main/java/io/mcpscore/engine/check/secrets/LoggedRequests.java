package io.mcpscore.engine.check.secrets;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FlowDraft;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Errors of axios that a console gets as they are. It writes out their fields, the headers of the
 * request among them; of clients whose headers carry a secret alone.
 */
final class LoggedRequests {

  private static final Pattern CONSOLE =
      Pattern.compile("console\\.(?:error|log|warn|info|debug|dir)");
  private static final Set<String> REQUESTS =
      Set.of("get", "post", "put", "patch", "delete", "request", "axios", "head");

  /** Interceptors that make errors of their own. */
  private static final Pattern INTERCEPTED =
      Pattern.compile("interceptors\\s{0,20}\\.response\\s{0,20}\\.use");

  private LoggedRequests() {}

  /** Reports each function that does so once, at the first place. */
  static void report(CheckContext context, FindingSink findings) {
    SecretReads secrets = SecretReads.of(context);
    for (SourceModule module : context.program().modules()) {
      if (DumpedRequests.carriesSecret(context, secrets, module) && !isIntercepted(module)) {
        module
            .tree()
            .ofKinds("catch_clause")
            .forEach(c -> logged(module, c).ifPresent(n -> report(module, n, findings)));
      }
    }
  }

  private static void report(SourceModule module, int call, FindingSink findings) {
    findings.report(
        FlowDraft.at(
            module,
            call,
            Severity.MEDIUM,
            Evidence.LIKELY,
            "An error of axios is logged as a whole, with the headers of its request and the secret"
                + " among them."));
  }

  /** Whether a second function of an interceptor turns errors into others. */
  private static boolean isIntercepted(SourceModule module) {
    SyntaxTree tree = module.tree();
    return tree.ofKinds("call_expression")
        .filter(n -> Expressions.calledName(tree, n).equals("use"))
        .filter(n -> INTERCEPTED.matcher(tree.text(tree.child(n, "function"))).find())
        .anyMatch(n -> tree.namedChildren(tree.child(n, "arguments")).count() > 1);
  }

  private static Optional<Integer> logged(SourceModule module, int clause) {
    SyntaxTree tree = module.tree();
    int name = tree.child(clause, "parameter");
    int body = tree.child(tree.parent(clause), "body");
    if (!tree.is(name, "identifier") || tree.subtree(body).noneMatch(n -> isRequest(tree, n))) {
      return Optional.empty();
    }
    String error = tree.text(name);
    return tree.subtree(tree.child(clause, "body"))
        .filter(n -> tree.is(n, "call_expression"))
        .filter(n -> CONSOLE.matcher(tree.text(tree.child(n, "function"))).matches())
        .filter(
            n ->
                tree.namedChildren(tree.child(n, "arguments"))
                    .anyMatch(a -> tree.is(a, "identifier") && tree.text(a).equals(error)))
        .filter(n -> !isTold(tree, clause, n))
        .boxed()
        .findFirst();
  }

  /** Whether errors of axios were told from others, and others alone come to a call. */
  private static boolean isTold(SyntaxTree tree, int clause, int call) {
    return tree.subtree(clause)
        .filter(n -> DumpedRequests.tested(tree, n) != NONE)
        .map(n -> tree.enclosing(n, "if_statement"))
        .anyMatch(n -> n == NONE || !tree.within(call, tree.child(n, "consequence")));
  }

  private static boolean isRequest(SyntaxTree tree, int node) {
    if (!ExternalCalls.isCall(tree, node)
        || !REQUESTS.contains(Expressions.calledName(tree, node))) {
      return false;
    }
    int owner = Expressions.owner(tree, node);
    return owner == NONE
        ? tree.text(tree.child(node, "function")).equals("axios")
        : tree.text(owner).matches("(?i).{0,60}(?:axios|client|api|http|instance)\\w{0,20}");
  }
}
