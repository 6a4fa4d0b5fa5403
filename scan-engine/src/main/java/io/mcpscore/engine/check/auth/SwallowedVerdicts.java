package io.mcpscore.engine.check.auth;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.Functions;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.regex.Pattern;

/** Handlers of exceptions that go on as if a verification had succeeded. */
final class SwallowedVerdicts {

  private static final Pattern VERIFYING =
      Pattern.compile(
          "(?i)(?:verify|validate|authenticate|authorize)(?:_?\\w{0,30})?|jwtVerify|introspect\\w{0,20}");

  /** Checks of data that decide about nobody. */
  private static final Pattern OTHER =
      Pattern.compile(
          "(?i).*(?:schema|input|param|arg|config|json|path|url|format|certificate|option|email|type"
              + "|args|query|body|data).*");

  private final SourceModule module;
  private final SyntaxTree tree;

  SwallowedVerdicts(SourceModule module) {
    this.module = module;
    this.tree = module.tree();
  }

  /** Whether a node is such a handler. */
  boolean letsIn(int node) {
    boolean handler = tree.is(node, "catch_clause") || tree.is(node, "except_clause");
    if (!handler) {
      return false;
    }
    int attempt = tree.parent(node);
    int body = tree.child(attempt, "body");
    int guard = Functions.around(module, node);
    return tree.subtree(body).limit(2_000).anyMatch(this::isVerification)
        && Outcomes.passes(module, node, SyntaxTree.NONE)
        && guard != SyntaxTree.NONE;
  }

  private boolean isVerification(int node) {
    if (!ExternalCalls.isCall(tree, node)) {
      return false;
    }
    String name = CallSites.name(new Call(module, node, ""));
    return VERIFYING.matcher(name).matches() && !OTHER.matcher(name).matches();
  }
}
