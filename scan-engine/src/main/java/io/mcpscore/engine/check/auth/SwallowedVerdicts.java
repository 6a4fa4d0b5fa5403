package io.mcpscore.engine.check.auth;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.Functions;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Handlers of exceptions that go on as if a verification had succeeded. */
final class SwallowedVerdicts {

  private static final Pattern VERIFYING =
      Pattern.compile(
          "(?i)(?:verify|validate|authenticate|authorize)(?:_?\\w{0,30})?|jwtVerify|introspect\\w{0,20}"
              + "|timingSafeEqual|compare_digest");

  /** Checks of data that decide about nobody. */
  private static final Pattern OTHER =
      Pattern.compile(
          "(?i).*(?:schema|input|param|arg|config|json|path|url|format|certificate|option|email|type"
              + "|args|query|body|data).*");

  /** Errors that a failed verification is among. */
  private static final Pattern BROAD =
      Pattern.compile(
          "|(?i).*(?:\\b(?:base)?exception\\b|typeerror|valueerror|jwt|token|auth|signature|decode).*");

  private static final Pattern GUARD_NAME =
      Pattern.compile("(?i).{0,40}(?:auth|token|permission|credential|api_?key|signature).{0,40}");

  private static final Pattern REFUSAL = Pattern.compile("40[13]|(?i:unauthori|forbidden|denied)");
  private static final int MOST_NODES = 2_000;

  private final SourceModule module;
  private final SyntaxTree tree;

  SwallowedVerdicts(SourceModule module) {
    this.module = module;
    this.tree = module.tree();
  }

  /** Whether a node is such a handler. */
  boolean letsIn(int node) {
    boolean handler = tree.is(node, "catch_clause") || tree.is(node, "except_clause");
    int guard = handler ? Functions.around(module, node) : SyntaxTree.NONE;
    if (guard == SyntaxTree.NONE) {
      return false;
    }
    int body = tree.child(tree.parent(node), "body");
    return tree.subtree(body).limit(MOST_NODES).anyMatch(this::isVerification)
        && (Outcomes.passes(module, node, SyntaxTree.NONE) || isForgotten(node, body, guard));
  }

  /**
   * Whether what refuses callers is in the attempt, the handler leaves it at that, and the function
   * goes on behind both as if nothing had happened.
   */
  private boolean isForgotten(int handler, int body, int guard) {
    boolean broad = tree.is(handler, "catch_clause") || BROAD.matcher(caught(handler)).matches();
    boolean decides =
        Outcomes.denies(module, body)
            || tree.subtree(body).limit(MOST_NODES).anyMatch(this::isForItsErrorAlone);
    if (!broad || !decides || Outcomes.denies(module, handler) || leaves(handler)) {
      return false;
    }
    int attempt = tree.parent(handler);
    List<Integer> rest = behind(attempt);
    if (rest.isEmpty()) {
      return tree.parent(tree.parent(attempt)) == guard && isHook(guard, body);
    }
    return rest.stream().noneMatch(n -> Outcomes.denies(module, n))
        && rest.stream().anyMatch(n -> Outcomes.goesOn(module, n) || saysYes(n, guard));
  }

  private boolean saysYes(int statement, int guard) {
    return tree.is(statement, "return_statement")
        && tree.text(tree.namedChild(statement, 0)).matches("(?i)true")
        && GUARD_NAME.matcher(Functions.name(module, guard)).matches();
  }

  /** The names of the errors that a handler of Python is for; empty for all. */
  private String caught(int handler) {
    int type = tree.namedChild(handler, 0);
    boolean all = type == SyntaxTree.NONE || tree.is(type, "block");
    return all ? "" : tree.text(type).lines().findFirst().orElse("");
  }

  private boolean leaves(int handler) {
    return tree.subtree(handler)
        .limit(MOST_NODES)
        .anyMatch(
            n ->
                tree.is(n, "return_statement")
                    || tree.is(n, "continue_statement")
                    || tree.is(n, "break_statement"));
  }

  /** The statements behind one, in its block. */
  private List<Integer> behind(int statement) {
    List<Integer> out = new ArrayList<>();
    for (int n = tree.nextSibling(statement); n != SyntaxTree.NONE; n = tree.nextSibling(n)) {
      if (tree.isNamed(n) && !tree.is(n, "comment")) {
        out.add(n);
      }
    }
    return out;
  }

  /** Whether to come to the end of a function is to let a request in. */
  private boolean isHook(int guard, int body) {
    if (module.file().language().isScript()) {
      int call = tree.parent(tree.parent(guard));
      return ExternalCalls.isCall(tree, call)
          && CallSites.name(new Call(module, call, "")).equals("addHook");
    }
    // A dependency that refuses does so by what it raises.
    return tree.text(tree.firstChild(tree.parent(guard))).contains("before_request")
        || tree.subtree(body)
            .limit(MOST_NODES)
            .filter(n -> tree.is(n, "raise_statement"))
            .anyMatch(n -> REFUSAL.matcher(brief(n)).find());
  }

  /** A verification of which nothing is wanted but its error. */
  private boolean isForItsErrorAlone(int node) {
    int at = tree.parent(node);
    boolean awaited = tree.is(at, "await_expression") || tree.is(at, "await");
    int statement = awaited ? tree.parent(at) : at;
    return isVerification(node) && tree.is(statement, "expression_statement");
  }

  private String brief(int node) {
    return tree.source().slice(tree.start(node), Math.min(tree.end(node), tree.start(node) + 200));
  }

  private boolean isVerification(int node) {
    if (!ExternalCalls.isCall(tree, node)) {
      return false;
    }
    String name = CallSites.name(new Call(module, node, ""));
    return VERIFYING.matcher(name).matches() && !OTHER.matcher(name).matches();
  }
}
