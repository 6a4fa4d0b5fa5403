package io.mcpscore.engine.check.http;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.regex.Pattern;

/** What in a module says that callers of its HTTP endpoints are asked who they are. */
public final class AuthEvidence {

  /** Functions of libraries, and names people give to their own, that admit a caller. */
  private static final Pattern ADMITTING =
      Pattern.compile(
          "(?i)(?:require|verify|check|validate|ensure|enforce|with)_?(?:mcp_?)?(?:bearer|auth|token"
              + "|jwt|api_?key|access_?token|credentials|session|clerk|login)\\w{0,30}"
              + "|mcpAuth\\w{0,20}|jwtVerify|(?:express)?jwt|bearerAuth|basicAuth|apiKeyAuth"
              + "|authMiddleware|\\w{0,20}auth(?:entication|orization)?_?(?:middleware|guard|handler)"
              + "|OAuthProvider|createRemoteJWKSet|HTTPBearer|HTTPBasic|APIKeyHeader"
              + "|OAuth2PasswordBearer|AuthSettings|\\w{0,30}(?:TokenVerifier|JWTVerifier|AuthProvider)"
              + "|OAuthProxy|get_access_token|compare_digest|timingSafeEqual");

  private static final Pattern MIDDLEWARE =
      Pattern.compile(
          "(?i)\\w{0,40}(?:auth|bearer|jwt|api_?key|token|oidc|saml|entra|clerk|keycloak)\\w{0,40}");

  private static final String[] WORDS = {
    "auth",
    "Auth",
    "oken",
    "piKey",
    "api_key",
    "api-key",
    "API_KEY",
    "jwt",
    "compare_digest",
    "earer"
  };

  private AuthEvidence() {}

  /** Whether a module asks callers who they are. */
  public static boolean in(CheckContext context, SourceModule module) {
    SyntaxTree tree = module.tree();
    return CallSites.mentions(module.file(), WORDS)
        && tree.subtree(0).anyMatch(n -> shows(context, module, n));
  }

  /** Whether one node shows it. */
  public static boolean shows(CheckContext context, SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    return switch (tree.kind(node)) {
      case "member_expression", "subscript_expression", "subscript" -> isRead(module, node);
      case "call_expression", "call", "new_expression" ->
          ExternalCalls.isCall(tree, node)
              && (isRead(module, node) || isAdmitting(context, module, node));
      case "keyword_argument" -> isAuthOption(tree, node);
      case "pair" -> Members.key(tree, node).equals("authenticate");
      default -> false;
    };
  }

  /** Whether a node reads a header in which a caller says who it is. */
  public static boolean isRead(SourceModule module, int node) {
    return HeaderReads.isCredential(HeaderReads.header(module, node));
  }

  private static boolean isAdmitting(CheckContext context, SourceModule module, int node) {
    Call call = CallSites.at(context, module, node);
    String name = CallSites.name(call);
    return switch (name) {
      case "use", "add_middleware", "Middleware", "Depends", "Security", "preHandler", "addHook" ->
          call.tree()
              .subtree(call.tree().child(node, "arguments"))
              .limit(200)
              .anyMatch(a -> isName(call.tree(), a));
      case "authenticate", "authorize" ->
          call.callee().startsWith("passport")
              || call.tree().text(call.argument(0)).contains("req");
      default -> ADMITTING.matcher(name).matches();
    };
  }

  private static boolean isName(SyntaxTree tree, int node) {
    return tree.is(node, "identifier") && MIDDLEWARE.matcher(tree.text(node)).matches();
  }

  /** {@code FastMCP(auth=…)}; credentials of outgoing calls are named the same and do not count. */
  private static boolean isAuthOption(SyntaxTree tree, int keyword) {
    String name = tree.text(tree.child(keyword, "name"));
    boolean option =
        switch (name) {
          case "auth", "auth_provider", "token_verifier", "auth_server_provider" -> true;
          default -> false;
        };
    int call = tree.parent(tree.parent(keyword));
    String callee = tree.text(tree.child(call, "function"));
    return option
        && callee.matches("(?:\\w{1,40}\\.){0,4}\\w{0,40}(?:MCP|Server|Proxy)\\w{0,20}")
        && !tree.text(tree.child(keyword, "value")).equals("None");
  }

  /** Whether a node names a middleware for callers, as in {@code app.post("/mcp", auth, f)}. */
  public static boolean isGuard(SyntaxTree tree, int node) {
    int named = ExternalCalls.isCall(tree, node) ? tree.child(node, "function") : node;
    String text =
        named == SyntaxTree.NONE || Literals.isString(tree, named) ? "" : tree.text(named);
    String last = text.length() > 120 ? "" : text.substring(text.lastIndexOf('.') + 1);
    return MIDDLEWARE.matcher(last).matches() || ADMITTING.matcher(last).matches();
  }
}
