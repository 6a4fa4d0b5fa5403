package io.mcpscore.engine.check.auth;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.NamePattern;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.Drafts;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Severity;

/**
 * {@code auth-session-in-url}: credentials that callers are to put into the address. The session of
 * the old SSE transport, which the protocol itself puts there, is no finding.
 */
public final class AuthSessionInUrlCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("auth-session-in-url");

  /** Nodes that may read a parameter. */
  private static final String[] READING = {
    "member_expression", "subscript", "subscript_expression", "call", "call_expression"
  };

  private static final NamePattern CREDENTIAL =
      NamePattern.of(
          "(?i)(?:access_?|auth_?|bearer_?|mcp_?|user_?)?token|(?:x-)?api_?-?key|password|secret|auth");
  private static final NamePattern QUERY =
      NamePattern.of(
          "(?:\\w{1,20}\\.){0,2}(?:req|request|ctx\\.req|ctx|c\\.req)\\.(?:query|query_params|args)");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    CallSites.modules(context)
        .filter(m -> CallSites.mentions(m.file(), ".query", ".args"))
        .forEach(m -> look(m, findings));
  }

  private static void look(SourceModule module, FindingSink findings) {
    SyntaxTree tree = module.tree();
    tree.ofKinds(READING)
        .filter(n -> CREDENTIAL.matches(parameter(module, n)))
        .forEach(
            n ->
                findings.report(
                    Drafts.fact(
                        module,
                        n,
                        Severity.LOW,
                        "The credential stands in the address, and so in logs, histories and the"
                            + " Referer header.")));
  }

  /** Name of the query parameter that a node reads, or the empty text. */
  private static String parameter(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    return switch (tree.kind(node)) {
      case "member_expression" ->
          isQuery(tree, tree.child(node, "object")) ? tree.text(tree.child(node, "property")) : "";
      case "subscript" ->
          isQuery(tree, tree.child(node, "value")) ? key(tree, tree.child(node, "subscript")) : "";
      case "subscript_expression" ->
          isQuery(tree, tree.child(node, "object")) ? key(tree, tree.child(node, "index")) : "";
      case "call", "call_expression" -> {
        if (!ExternalCalls.isCall(tree, node)) {
          yield "";
        }
        Call call = new Call(module, node, "");
        boolean get = CallSites.name(call).equals("get") && isQuery(tree, call.receiver());
        boolean hono = isQuery(tree, call.function()) && call.arguments().size() == 1;
        yield get || hono ? key(tree, call.argument(0)) : "";
      }
      default -> "";
    };
  }

  private static boolean isQuery(SyntaxTree tree, int node) {
    return node >= 0 && tree.end(node) - tree.start(node) < 60 && QUERY.matches(tree.text(node));
  }

  private static String key(SyntaxTree tree, int node) {
    return Literals.isString(tree, node) ? Literals.content(tree, node) : "";
  }
}
