package io.mcpscore.engine.check.auth;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.Functions;
import io.mcpscore.engine.check.http.HeaderReads;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.regex.Pattern;

/** Signatures of requests that are verified only when a request carries one. */
final class SkippedSignatures {

  private static final Pattern HEADER =
      Pattern.compile("[a-z0-9-]{0,40}signature[a-z0-9-]{0,20}|x-gitlab-token");
  private static final Pattern VERIFYING =
      Pattern.compile(
          "(?i)\\w{0,20}(?:verify|validate|check)\\w{0,40}|timingSafeEqual|compare_digest|createHmac");
  private static final int MOST_NODES = 3_000;

  private final SourceModule module;
  private final SyntaxTree tree;

  SkippedSignatures(SourceModule module) {
    this.module = module;
    this.tree = module.tree();
  }

  /** Whether a node is an {@code if} that leaves out the verification. */
  boolean letsIn(int node) {
    if (!tree.is(node, "if_statement") || Outcomes.hasAlternative(tree, node)) {
      return false;
    }
    int consequence = tree.child(node, "consequence");
    int signature = sent(condition(node));
    return signature != NONE
        && verifies(consequence)
        && Outcomes.denies(module, consequence)
        && !isDemanded(Functions.around(module, node), tree.text(signature));
  }

  /** The condition, which is what is wrong. */
  int spot(int node) {
    return condition(node);
  }

  private int condition(int node) {
    return Expressions.unwrap(tree, tree.child(node, "condition"));
  }

  /** The part of a condition that asks whether the request has a signature. */
  private int sent(int condition) {
    if (condition == NONE) {
      return NONE;
    }
    return switch (tree.kind(condition)) {
      case "identifier" -> isSent(condition) ? condition : NONE;
      case "binary_expression", "boolean_operator" -> {
        String operator = tree.text(tree.child(condition, "operator"));
        int left = sent(Expressions.unwrap(tree, tree.child(condition, "left")));
        boolean both = operator.equals("&&") || operator.equals("and");
        int right = sent(Expressions.unwrap(tree, tree.child(condition, "right")));
        yield !both ? NONE : left == NONE ? right : left;
      }
      default -> NONE;
    };
  }

  private boolean isSent(int identifier) {
    int value = Expressions.valueOf(module, identifier);
    return value != identifier
        && tree.subtree(value)
            .limit(200)
            .anyMatch(n -> HEADER.matcher(HeaderReads.header(module, n)).matches());
  }

  private boolean verifies(int node) {
    return tree.subtree(node)
        .limit(MOST_NODES)
        .filter(n -> ExternalCalls.isCall(tree, n))
        .anyMatch(n -> VERIFYING.matcher(CallSites.name(new Call(module, n, ""))).matches());
  }

  /** Whether a request without one is refused elsewhere in the function. */
  private boolean isDemanded(int function, String name) {
    return tree.subtree(Math.max(0, function))
        .limit(MOST_NODES)
        .filter(n -> tree.is(n, "if_statement"))
        .filter(n -> isMissing(tree.text(condition(n)), name))
        .anyMatch(n -> Outcomes.denies(module, tree.child(n, "consequence")));
  }

  private static boolean isMissing(String condition, String name) {
    return Pattern.compile(
            "(?:!|\\bnot )\\s{0,2}\\(?"
                + Pattern.quote(name)
                + "\\b|\\b"
                + Pattern.quote(name)
                + "\\s{0,2}(?:==|is None)")
        .matcher(condition)
        .find();
  }
}
