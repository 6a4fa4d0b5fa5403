package io.mcpscore.engine.check.auth;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.Functions;
import io.mcpscore.engine.check.http.HeaderReads;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Requests without an identity that are served with the credentials of the operator. */
final class BorrowedIdentity {

  private static final Set<String> REQUESTS =
      Set.of(
          "get_http_request", "get_access_token", "get_http_headers", "getAuthInfo", "get_request");
  private static final Pattern OPERATORS =
      Pattern.compile(
          "(?i)\\w{0,40}(?:global|fallback|default|shared|operator|service_account)\\w{0,40}");
  private static final Pattern ENVIRONMENT =
      Pattern.compile("(?s).{0,60}(?:process\\.env\\b|getenv\\(|environ\\b|Deno\\.env).{0,120}");

  private final SourceModule module;
  private final SyntaxTree tree;

  BorrowedIdentity(SourceModule module) {
    this.module = module;
    this.tree = module.tree();
  }

  /** {@code header || process.env.TOKEN}, where nothing turns the request away. */
  boolean inExpression(int node) {
    boolean either = tree.is(node, "binary_expression") || tree.is(node, "boolean_operator");
    String operator = either ? tree.text(tree.child(node, "operator")) : "";
    if (!operator.equals("||") && !operator.equals("??") && !operator.equals("or")) {
      return false;
    }
    int right = tree.child(node, "right");
    return isCredential(tree.child(node, "left"))
        && isOperatorSecret(right)
        && !Outcomes.denies(module, Functions.scope(module, node));
  }

  private boolean isCredential(int expression) {
    int value = expression;
    if (tree.is(expression, "identifier")
        && module.binding(expression).orElse(null) instanceof Binding.Variable v
        && v.value() != SyntaxTree.NONE) {
      value = v.value();
    }
    return value >= 0
        && tree.subtree(value)
            .limit(60)
            .anyMatch(n -> HeaderReads.isCredential(HeaderReads.header(module, n)));
  }

  private boolean isOperatorSecret(int expression) {
    int length = tree.end(expression) - tree.start(expression);
    String text = length < 160 ? tree.text(expression) : "";
    return ENVIRONMENT.matcher(text).matches()
        && text.matches("(?is).*(?:token|key|secret|password|credential|\\bpat\\b).*");
  }

  /**
   * The return of an operator's client in a function that has looked for an HTTP request before,
   * may have found one without an identity, and did not refuse it; {@code NONE} for other nodes.
   */
  int afterRequest(int node) {
    int function =
        tree.is(node, "try_statement") ? Functions.around(module, node) : SyntaxTree.NONE;
    int body = tree.child(node, "body");
    if (function == SyntaxTree.NONE
        || tree.child(function, "body") != tree.parent(node)
        || !asksForRequest(body)
        || !goesOn(body)) {
      return SyntaxTree.NONE;
    }
    Set<String> known = assigned(body);
    int last = SyntaxTree.NONE;
    for (int s = tree.nextSibling(node); s != SyntaxTree.NONE; s = tree.nextSibling(s)) {
      if (refuses(s, known)) {
        return SyntaxTree.NONE;
      }
      int found =
          tree.subtree(s).filter(this::isOperatorReturn).findFirst().orElse(SyntaxTree.NONE);
      last = last == SyntaxTree.NONE ? found : last;
    }
    return last;
  }

  private boolean asksForRequest(int body) {
    return tree.subtree(body)
        .limit(3_000)
        .filter(n -> ExternalCalls.isCall(tree, n))
        .anyMatch(n -> REQUESTS.contains(CallSites.name(new Call(module, n, ""))));
  }

  /** Whether a block can end without return or raise: its last statement has such a branch. */
  private boolean goesOn(int block) {
    int last = tree.namedChildren(block).reduce(SyntaxTree.NONE, (a, b) -> b);
    for (int depth = 0; depth < 20 && last != SyntaxTree.NONE; depth++) {
      switch (tree.kind(last)) {
        case "return_statement", "raise_statement", "throw_statement" -> {
          return false;
        }
        case "if_statement" -> {
          int otherwise =
              tree.children(last)
                  .filter(c -> tree.is(c, "else_clause"))
                  .findFirst()
                  .orElse(SyntaxTree.NONE);
          if (otherwise == SyntaxTree.NONE) {
            return true;
          }
          int inner = tree.child(otherwise, "body");
          int statement = inner == SyntaxTree.NONE ? tree.namedChild(otherwise, 0) : inner;
          last = tree.namedChildren(statement).reduce(SyntaxTree.NONE, (a, b) -> b);
        }
        default -> {
          return true;
        }
      }
    }
    return true;
  }

  private Set<String> assigned(int body) {
    return tree.subtree(body)
        .filter(n -> tree.is(n, "assignment"))
        .mapToObj(n -> tree.text(tree.child(n, "left")))
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Whether a statement holds a refusal that depends on what is known of the request. */
  private boolean refuses(int statement, Set<String> known) {
    return tree.subtree(statement)
        .filter(n -> tree.is(n, "if_statement"))
        .filter(n -> Outcomes.denies(module, tree.child(n, "consequence")))
        .anyMatch(
            n ->
                tree.subtree(tree.child(n, "condition"))
                    .anyMatch(i -> tree.is(i, "identifier") && known.contains(tree.text(i))));
  }

  private boolean isOperatorReturn(int node) {
    return tree.is(node, "return_statement")
        && tree.subtree(node)
            .limit(200)
            .anyMatch(
                n ->
                    tree.is(n, "identifier")
                        && OPERATORS.matcher(tree.text(n)).matches()
                        && !(module.binding(n).orElse(null) instanceof Binding.Parameter));
  }
}
