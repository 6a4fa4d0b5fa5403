package io.mcpscore.engine.check.auth;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.http.AuthEvidence;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.Functions;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.regex.Pattern;

/** Guards that let everybody in when the secret they compare with is not set. */
final class UnsetSecrets {

  private static final Pattern GUARD_NAME =
      Pattern.compile(
          "(?i).{0,40}(?:auth|verify|validate|check|require|guard|protect|token|api_?key|permission"
              + "|dispatch|middleware).{0,40}");

  private static final int MOST_NODES = 3_000;

  private final CheckContext context;
  private final SourceModule module;
  private final SyntaxTree tree;
  private final SecretPresence presence;

  UnsetSecrets(CheckContext context, SourceModule module) {
    this.context = context;
    this.module = module;
    this.tree = module.tree();
    this.presence = new SecretPresence(context);
  }

  /** Whether a node is an {@code if} that opens the door. */
  boolean letsIn(int node) {
    if (!tree.is(node, "if_statement")) {
      return false;
    }
    int guard = Functions.around(module, node);
    int condition = condition(node);
    int consequence = tree.child(node, "consequence");
    int unset = Negations.of(tree, condition);
    if (SecretNames.isExpected(module, unset) || presence.isOne(module, unset)) {
      return isGuard(guard) && Outcomes.passes(module, consequence, guard);
    }
    if (SecretNames.isExpected(module, condition)) {
      return isGuard(guard) && comparesInside(node, condition) && !isDemanded(condition);
    }
    if (presence.isOne(module, condition)) {
      return isGuard(guard) && asksInside(node) && !isDemanded(condition);
    }
    int tested = comparedWhenSet(condition);
    return tested != SyntaxTree.NONE
        && Outcomes.denies(module, consequence)
        && isGuard(guard)
        && !isDemanded(tested);
  }

  /** The condition, which is what is wrong. */
  int spot(int node) {
    return condition(node);
  }

  private int condition(int node) {
    int condition = tree.child(node, "condition");
    return tree.is(condition, "parenthesized_expression")
        ? tree.namedChild(condition, 0)
        : condition;
  }

  /** {@code if (x) { if (sent !== x) deny }}, with nothing for the case that it is empty. */
  private boolean comparesInside(int node, int secret) {
    int consequence = tree.child(node, "consequence");
    String name = tree.text(secret);
    return !Outcomes.hasAlternative(tree, node)
        && Outcomes.denies(module, consequence)
        && tree.subtree(consequence)
            .limit(MOST_NODES)
            .anyMatch(n -> isComparison(n) && tree.text(n).contains(name))
        && !refusesBehind(node);
  }

  /** {@code if (authEnabled) { … 401 }}, with nothing for the case that it is not. */
  private boolean asksInside(int node) {
    int consequence = tree.child(node, "consequence");
    return !Outcomes.hasAlternative(tree, node)
        && Outcomes.denies(module, consequence)
        && tree.subtree(consequence)
            .limit(MOST_NODES)
            .anyMatch(n -> AuthEvidence.shows(context, module, n))
        && !refusesBehind(node);
  }

  private boolean isComparison(int node) {
    return switch (tree.kind(node)) {
      case "comparison_operator", "binary_expression" ->
          tree.end(node) - tree.start(node) < 300
              && tree.text(node).matches("(?s).*(?:[!=]==?| not in ).*");
      case "call", "call_expression" ->
          ExternalCalls.isCall(tree, node)
              && CallSites.name(new Call(module, node, ""))
                  .matches("compare_digest|timingSafeEqual|safeCompare|constantTimeEqual");
      default -> false;
    };
  }

  /** Whether the next statement refuses whoever was not let in. */
  private boolean refusesBehind(int node) {
    for (int n = tree.nextSibling(node); n != SyntaxTree.NONE; n = tree.nextSibling(n)) {
      if (tree.isNamed(n) && !tree.is(n, "comment")) {
        return Outcomes.denies(module, n);
      }
    }
    return false;
  }

  /** The {@code x} of {@code x && sent !== x}: nothing is compared when it is empty. */
  private int comparedWhenSet(int condition) {
    boolean both =
        tree.is(condition, "binary_expression") || tree.is(condition, "boolean_operator");
    String operator = both ? tree.text(tree.child(condition, "operator")) : "";
    if (!operator.equals("&&") && !operator.equals("and")) {
      return SyntaxTree.NONE;
    }
    int left = tree.child(condition, "left");
    int right = tree.child(condition, "right");
    String name = tree.text(left);
    boolean compared =
        tree.end(right) - tree.start(right) < 200
            && tree.text(right).contains(name)
            && tree.text(right).contains("!=");
    return compared && SecretNames.isExpected(module, left) ? left : SyntaxTree.NONE;
  }

  private boolean isGuard(int function) {
    if (function == SyntaxTree.NONE) {
      return false;
    }
    return GUARD_NAME.matcher(Functions.name(module, function)).matches()
        || tree.subtree(function)
            .limit(MOST_NODES)
            .anyMatch(n -> AuthEvidence.shows(context, module, n));
  }

  /** Whether the program ends elsewhere in the file when the secret is not set. */
  private boolean isDemanded(int secret) {
    String name = tree.text(secret);
    return tree.ofKinds("if_statement")
        .filter(n -> tree.text(Negations.of(tree, condition(n))).equals(name))
        .anyMatch(n -> Outcomes.denies(module, tree.child(n, "consequence")));
  }
}
