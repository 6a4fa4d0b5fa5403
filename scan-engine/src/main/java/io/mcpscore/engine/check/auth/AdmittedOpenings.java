package io.mcpscore.engine.check.auth;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Servers that say themselves that they go on without authentication when a setting is missing:
 * {@code if not key: log.warning("the endpoint is unauthenticated")}.
 */
final class AdmittedOpenings {

  private static final Pattern WARNING =
      Pattern.compile("warn(?:ing)?|error|critical|info|log|print");
  private static final Pattern ADMITTING =
      Pattern.compile(
          "(?is).*\\b(?:endpoints?|servers?|running|listening|transport)\\b.{0,80}\\b(?:without"
              + " (?:any )?auth\\w{0,20}|unauthenticated|no auth(?:entication)?)\\b.*");

  /** Of what the server itself asks for elsewhere. */
  private static final Pattern OUTGOING =
      Pattern.compile("(?is).*\\b(?:rate|limits?|upstream|github|quota|provider)\\b.*");

  private static final Pattern VALUE =
      Pattern.compile(
          "(?i)(?:\\w{0,40}\\.){0,4}\\w{0,40}(?:key|token|secret|url|issuer|client_?id|password|jwks)s?\\w{0,10}");
  private static final Pattern CHOICE =
      Pattern.compile(
          "(?is).*(?:enable|disable|allow|insecure|unsafe|no_?auth|skip|require|debug|dev\\b).*");
  private static final int MOST_LEVELS = 20;

  private final SourceModule module;
  private final SyntaxTree tree;

  AdmittedOpenings(SourceModule module) {
    this.module = module;
    this.tree = module.tree();
  }

  /** Whether a node is such a message, and the program goes on behind it. */
  boolean isOne(int node) {
    if (!ExternalCalls.isCall(tree, node)) {
      return false;
    }
    Call call = new Call(module, node, "");
    return WARNING.matcher(CallSites.name(call)).matches() && admits(call) && isUnset(node);
  }

  private boolean admits(Call call) {
    String text =
        call.arguments().stream()
            .flatMapToInt(a -> tree.subtree(a).limit(60))
            .filter(n -> Literals.isString(tree, n))
            .mapToObj(n -> Literals.content(tree, n))
            .collect(Collectors.joining());
    return ADMITTING.matcher(text).matches() && !OUTGOING.matcher(text).matches();
  }

  private boolean isUnset(int node) {
    int below = node;
    for (int i = 0; i < MOST_LEVELS; i++) {
      int at = tree.parent(below);
      if (at == NONE || module.isFunction(at)) {
        return false;
      }
      int condition = tree.is(at, "if_statement") ? tree.child(at, "condition") : NONE;
      if (condition != NONE && condition != below) {
        boolean otherwise = below != tree.child(at, "consequence");
        if (CHOICE.matcher(tree.text(condition)).matches()) {
          return false;
        }
        if (tests(condition, otherwise)) {
          return !Outcomes.denies(module, below);
        }
      }
      below = at;
    }
    return false;
  }

  /** Whether a setting is missing in the branch; in the other one it is there. */
  private boolean tests(int condition, boolean otherwise) {
    return tree.subtree(condition)
        .limit(80)
        .anyMatch(n -> otherwise ? isValue(n) && !isNegated(n) : isValue(n) && isNegated(n));
  }

  private boolean isValue(int node) {
    return tree.kind(node).matches("identifier|attribute|member_expression")
        && tree.end(node) - tree.start(node) < 120
        && VALUE.matcher(tree.text(node)).matches();
  }

  private boolean isNegated(int node) {
    int parent = tree.parent(node);
    return tree.is(parent, "not_operator")
        || (tree.is(parent, "unary_expression")
            && tree.text(tree.child(parent, "operator")).equals("!"));
  }
}
