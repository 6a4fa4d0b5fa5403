package io.mcpscore.engine.check.secrets;

import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The body of an answer of a token endpoint: tokens, whatever the program calls them. */
final class TokenAnswers {

  private static final Set<String> BODY = Set.of("text", "content", "body", "data", "json");

  private static final Pattern ENDPOINT =
      Pattern.compile(
          "(?i)token_?(?:url|uri|endpoint)|/oauth2?/(?:v\\d/)?(?:access_)?token|oauth/token"
              + "|grant_type");

  /** A branch for answers that are errors, which hold no token. */
  private static final Pattern FAILED =
      Pattern.compile(
          "(?i)(?:not |!)\\s?[\\w.]{1,60}\\.(?:ok|is_success)\\b|status(?:_?code)?\\s{0,3}"
              + "(?:!=|!==|>=|>|not in)|\\berror\\b|is_error");

  private static final int HEAD = 300;

  private TokenAnswers() {}

  /** What an expression reads of such an answer, as a phrase. */
  static Optional<String> of(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    String member =
        switch (tree.kind(expression)) {
          case "attribute" -> tree.text(tree.child(expression, "attribute"));
          case "member_expression" -> tree.text(tree.child(expression, "property"));
          default -> "";
        };
    int object = tree.child(expression, "object");
    if (!BODY.contains(member) || !tree.is(object, "identifier")) {
      return Optional.empty();
    }
    Binding binding = module.binding(object).orElse(null);
    boolean answer =
        binding instanceof Binding.Variable v
            && v.value() >= 0
            && isTokenRequest(tree, v.value())
            && !isFailure(tree, expression);
    return answer ? Optional.of("the answer of a token endpoint") : Optional.empty();
  }

  private static boolean isTokenRequest(SyntaxTree tree, int value) {
    int call = tree.is(value, "await_expression") || tree.is(value, "await") ? value + 1 : value;
    while (call < tree.subtreeEnd(value) && !ExternalCalls.isCall(tree, call)) {
      call++;
    }
    if (call >= tree.subtreeEnd(value)) {
      return false;
    }
    int arguments = tree.child(call, "arguments");
    return arguments >= 0
        && ENDPOINT
            .matcher(
                tree.source()
                    .slice(
                        tree.start(arguments),
                        Math.min(tree.end(arguments), tree.start(arguments) + HEAD)))
            .find();
  }

  private static boolean isFailure(SyntaxTree tree, int node) {
    for (int at = node; at != SyntaxTree.NONE && !isFunction(tree, at); at = tree.parent(at)) {
      if (tree.is(at, "except_clause") || tree.is(at, "catch_clause")) {
        return true;
      }
      if (tree.is(at, "if_statement")) {
        int condition = tree.child(at, "condition");
        String text =
            tree.source()
                .slice(
                    tree.start(condition),
                    Math.min(tree.end(condition), tree.start(condition) + HEAD));
        if (FAILED.matcher(text).find()) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isFunction(SyntaxTree tree, int node) {
    return switch (tree.kind(node)) {
      case "function_definition", "function_declaration", "arrow_function", "method_definition" ->
          true;
      default -> false;
    };
  }
}
