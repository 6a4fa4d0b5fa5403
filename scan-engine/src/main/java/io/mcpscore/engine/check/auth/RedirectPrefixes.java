package io.mcpscore.engine.check.auth;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.check.NamePattern;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The redirect address of a request as the source, and tests that only look at how an address
 * begins, or for a part of it, as the sink: {@code https://app.example} is also the beginning of
 * {@code https://app.example.evil.test}.
 *
 * @param context the repository
 */
record RedirectPrefixes(CheckContext context) implements SinkRule {

  /** What a program that gives out codes has to speak of. */
  private static final List<String> GRANTS =
      List.of("authorization_code", "code_challenge", "response_type");

  private static final NamePattern ADDRESS = NamePattern.of("redirect_?[uU][rR][iIlL]");

  /** Owners whose address is the program's own. */
  private static final Pattern OWN =
      Pattern.compile(
          "(?i)(?:.{0,60}\\.)?(?:this|self|config\\w{0,20}|options?|opts|settings|env|provider\\w{0,20}|client"
              + "|registered|stored|saved|entry|record|pending|state)");

  private static final Set<String> TESTS = Set.of("startsWith", "startswith", "includes");

  /** Prefixes behind which no host can go on, and ends of lists of schemes. */
  private static final Pattern CLOSED =
      Pattern.compile("(?s).*(?:[/?#:]|\\$)|[a-z][a-z0-9+.-]{0,40}:(?://)?|");

  private static final Pattern REFUSAL =
      Pattern.compile(
          "\\b(?:throw|raise|return false|return False|40[0-9]|HTTPException|abort|reject)\\b|invalid_re");

  private static final int LONGEST = 600;
  private static final int MOST_LEVELS = 8;

  /** Whether the program gives out codes at all. */
  static boolean matters(CheckContext context) {
    return Mentions.any(context, GRANTS);
  }

  @Override
  public boolean concerns(SourceModule module) {
    return Mentions.in(module, TESTS);
  }

  @Override
  public boolean agentIsSource() {
    return false;
  }

  @Override
  public boolean hasSources() {
    return true;
  }

  @Override
  public Optional<String> source(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    String name =
        switch (tree.kind(expression)) {
          case "member_expression" -> tree.text(tree.child(expression, "property"));
          case "attribute" -> tree.text(tree.child(expression, "attribute"));
          case "identifier" -> tree.text(expression);
          default -> "";
        };
    if (name.length() > 20 || !ADDRESS.matches(name)) {
      return Optional.empty();
    }
    int owner = tree.child(expression, "object");
    boolean own = owner != NONE && OWN.matcher(brief(tree, owner)).matches();
    return own ? Optional.empty() : Optional.of("the redirect address of a request");
  }

  @Override
  public List<Integer> sinks(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    if (!ExternalCalls.isCall(tree, node) || !TESTS.contains(Expressions.calledName(tree, node))) {
      return List.of();
    }
    int tested = Expressions.owner(tree, node);
    int first = tree.namedChild(tree.child(node, "arguments"), 0);
    boolean weak =
        tested != NONE
            && first != NONE
            && tree.is(Expressions.unwrap(tree, tested), "identifier")
            && !isList(module, tested)
            && isOpen(module, first)
            && isVerdict(module, node);
    return weak ? List.of(tested) : List.of();
  }

  /** A list that includes the address compares it as a whole. */
  private static boolean isList(SourceModule module, int tested) {
    int value = Expressions.valueOf(module, tested);
    return module.tree().is(value, "array") || module.tree().is(value, "list");
  }

  /** Whether the host can go on behind the prefix. */
  private boolean isOpen(SourceModule module, int prefix) {
    SyntaxTree tree = module.tree();
    String constant = context.program().constant(module, prefix).asText("");
    if (!constant.isEmpty()) {
      return constant.contains("://") && !CLOSED.matcher(constant).matches();
    }
    int value = Expressions.valueOf(module, prefix);
    String text = brief(tree, value);
    // A name may stand for one with its end, "${address}/" does.
    return !text.matches("(?s).*[/?#:][\"'`]\\)?") && !text.matches("(?s)[\"'`(]{0,2}/.*");
  }

  /** Whether the outcome is returned or decides about a refusal. */
  private static boolean isVerdict(SourceModule module, int test) {
    SyntaxTree tree = module.tree();
    int at = test;
    for (int i = 0; i < MOST_LEVELS && at > 0; i++) {
      int parent = tree.parent(at);
      switch (parent < 0 ? "" : tree.kind(parent)) {
        case "return_statement" -> {
          return true;
        }
        case "if_statement" -> {
          return tree.field(at).equals("condition") && isRefusing(tree, parent);
        }
        case "expression_statement", "variable_declarator", "assignment" -> {
          return false;
        }
        default -> at = parent;
      }
    }
    return false;
  }

  private static boolean isRefusing(SyntaxTree tree, int branch) {
    return REFUSAL.matcher(brief(tree, branch)).find();
  }

  private static String brief(SyntaxTree tree, int node) {
    int end = Math.min(tree.end(node), tree.start(node) + LONGEST);
    return tree.source().slice(tree.start(node), end);
  }
}
