package io.mcpscore.engine.check.http;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.regex.Pattern;

/** What in a module says that the Host or Origin of requests is looked at. */
public final class OriginEvidence {

  private static final Pattern VALIDATING =
      Pattern.compile(
          "(?i)createMcp(?:Express|Hono|Fastify)App|\\w{0,40}(?:host|origin)_?(?:header)?_?(?:valid|check|guard|allow|middleware|protect)\\w{0,40}"
              + "|(?:is|validate|check|verify|assert|require|enforce)_?(?:allowed|trusted|valid|local)?_?(?:request_?)?(?:host|origin)s?\\w{0,30}"
              + "|TrustedHost\\w{0,20}|\\w{0,30}dns_?rebinding\\w{0,30}");
  private static final Pattern DENIAL = Pattern.compile("40[0134]|421");
  private static final int MOST_NODES = 5_000;

  private OriginEvidence() {}

  /** Whether a module looks at the Host or Origin of requests. */
  public static boolean in(CheckContext context, SourceModule module) {
    SyntaxTree tree = module.tree();
    return CallSites.mentions(
            module.file(),
            "rigin",
            "ost_",
            "Host",
            "headers.host",
            "ebinding",
            "McpExpressApp",
            "\"host\"")
        && tree.subtree(0).anyMatch(n -> shows(context, module, n));
  }

  private static boolean shows(CheckContext context, SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    return switch (tree.kind(node)) {
      case "pair" ->
          (Members.key(tree, node).equals("enableDnsRebindingProtection")
                  && !tree.text(tree.child(node, "value")).equals("false"))
              || refusesOrigins(tree, node);
      case "keyword_argument" ->
          tree.text(tree.child(node, "name")).equals("enable_dns_rebinding_protection")
              && !tree.text(tree.child(node, "value")).equals("False");
      case "call_expression", "call", "new_expression" ->
          ExternalCalls.isCall(tree, node)
              && (isValidating(context, module, node) || isTested(module, node));
      case "member_expression", "subscript_expression", "subscript" -> isTested(module, node);
      default -> false;
    };
  }

  /**
   * {@code cors({origin: (o, done) => ALLOWED.has(o) ? done(null, true) : done(new Error())})}: the
   * error ends the request, where a plain {@code false} only leaves a header out.
   */
  private static boolean refusesOrigins(SyntaxTree tree, int pair) {
    if (!Members.key(tree, pair).equals("origin")) {
      return false;
    }
    int value = tree.child(pair, "value");
    boolean function = tree.is(value, "arrow_function") || tree.is(value, "function_expression");
    return function
        && tree.subtree(value)
            .limit(MOST_NODES)
            .filter(n -> tree.is(n, "new_expression"))
            .anyMatch(n -> tree.text(tree.child(n, "constructor")).endsWith("Error"));
  }

  private static boolean isValidating(CheckContext context, SourceModule module, int node) {
    Call call = CallSites.at(context, module, node);
    SyntaxTree tree = call.tree();
    String name = CallSites.name(call);
    boolean installs =
        switch (name) {
          case "use", "add_middleware", "Middleware", "get", "post", "all", "addHook" -> true;
          default -> false;
        };
    return installs
        ? call.arguments().stream()
            .anyMatch(a -> tree.is(a, "identifier") && VALIDATING.matcher(tree.text(a)).matches())
        : VALIDATING.matcher(name).matches();
  }

  /** A header that is read in a function that also refuses. */
  private static boolean isTested(SourceModule module, int node) {
    String header = HeaderReads.header(module, node);
    if (!header.equals("origin") && !header.equals("host")) {
      return false;
    }
    SyntaxTree tree = module.tree();
    int function = Functions.scope(module, node);
    return function > 0
        && tree.subtree(function).limit(MOST_NODES).anyMatch(n -> isDenial(tree, n));
  }

  private static boolean isDenial(SyntaxTree tree, int node) {
    return switch (tree.kind(node)) {
      case "number", "integer" -> DENIAL.matcher(tree.text(node)).matches();
      default -> false;
    };
  }
}
