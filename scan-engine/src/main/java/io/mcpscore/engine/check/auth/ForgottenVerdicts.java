package io.mcpscore.engine.check.auth;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.regex.Pattern;

/**
 * Decisions that are asked for and then forgotten: {@code this.owns(note);} as a statement, where
 * the function says yes or no and does nothing else.
 */
final class ForgottenVerdicts {

  private static final Pattern DECIDING =
      Pattern.compile(
          "_{0,2}(?:is|has|can|may|owns|check|verify|validate|ensure|allow|permit|authorize|require)"
              + "(?:s|d|ed)?(?:[A-Z_]\\w{0,40})?");

  /** Methods whose answer is yes or no. */
  private static final Pattern ANSWERING =
      Pattern.compile(
          "test|includes|has|some|every|startsWith|startswith|endsWith|endswith|is_\\w{1,30}|all|any"
              + "|bool|Boolean|isinstance|timingSafeEqual|compare_digest");

  private static final Pattern COMPARING =
      Pattern.compile("===?|!==?|[<>]=?|&&|\\|\\||instanceof|in|and|or");

  /** What sends a refusal, or says of it in a log. */
  private static final Pattern ANSWER =
      Pattern.compile(
          "(?:res|response|reply)\\s{0,20}\\.|(?:console|logger|log|logging|this\\.logger)\\.");

  private static final int MOST_NODES = 600;

  private final CheckContext context;
  private final SourceModule module;
  private final SyntaxTree tree;

  ForgottenVerdicts(CheckContext context, SourceModule module) {
    this.context = context;
    this.module = module;
    this.tree = module.tree();
  }

  /** Whether a node is a statement of that kind. */
  boolean isOne(int node) {
    if (!tree.is(node, "expression_statement")) {
      return false;
    }
    int call = Expressions.unwrap(tree, tree.namedChild(node, 0));
    return call != NONE
        && ExternalCalls.isCall(tree, call)
        && DECIDING.matcher(Expressions.calledName(tree, call)).matches()
        && context.program().resolve(module, tree.child(call, "function")).orElse(null)
            instanceof Target.Defined d
        && d.module().isFunction(d.node())
        && onlyDecides(d.module().tree(), d.node());
  }

  /**
   * Whether a function returns yes or no on every way, and neither throws nor changes anything;
   * that it tells the caller of the server so, in an answer, stops nobody.
   */
  private static boolean onlyDecides(SyntaxTree tree, int function) {
    if (tree.subtreeEnd(function) - function > MOST_NODES) {
      return false;
    }
    int body = tree.child(function, "body");
    boolean block = tree.is(body, "statement_block") || tree.is(body, "block");
    if (!block) {
      return isVerdict(tree, body);
    }
    boolean any = false;
    for (int node = body; node < tree.subtreeEnd(body); node++) {
      switch (tree.kind(node)) {
        case "throw_statement",
            "raise_statement",
            "assignment",
            "assignment_expression",
            "arrow_function",
            "function_definition" -> {
          return false;
        }
        case "expression_statement" -> {
          if (!ANSWER.matcher(head(tree, node)).lookingAt()) {
            return false;
          }
        }
        case "return_statement" -> {
          if (!isVerdict(tree, tree.namedChild(node, 0))) {
            return false;
          }
          any = true;
        }
        default -> {
          // Says nothing of what is given back.
        }
      }
    }
    return any;
  }

  private static String head(SyntaxTree tree, int node) {
    return tree.source().slice(tree.start(node), Math.min(tree.end(node), tree.start(node) + 60));
  }

  private static boolean isVerdict(SyntaxTree tree, int expression) {
    int node = expression == NONE ? NONE : Expressions.unwrap(tree, expression);
    return switch (node == NONE ? "" : tree.kind(node)) {
      case "true", "false", "not_operator", "comparison_operator", "boolean_operator" -> true;
      case "unary_expression" -> tree.text(tree.child(node, "operator")).equals("!");
      case "binary_expression" ->
          COMPARING.matcher(tree.text(tree.child(node, "operator"))).matches();
      case "call", "call_expression" ->
          ExternalCalls.isCall(tree, node)
              && ANSWERING.matcher(Expressions.calledName(tree, node)).matches();
      default -> false;
    };
  }
}
