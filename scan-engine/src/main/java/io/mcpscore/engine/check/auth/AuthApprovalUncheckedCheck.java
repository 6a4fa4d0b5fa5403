package io.mcpscore.engine.check.auth;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code auth-approval-unchecked}: tools that ask for a token of approval, test that something was
 * sent, and never look at what it is.
 */
public final class AuthApprovalUncheckedCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("auth-approval-unchecked");

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?i)\\w{0,20}(?:approv(?:al|e|er)|confirm(?:ation)?|consent|authori[sz]ation)"
              + "_?(?:token|code|key|secret|pin|signature)");
  private static final Pattern PROMISE =
      Pattern.compile("(?is).*(?:approv|confirm|consent|authori[sz]).*");
  private static final Pattern NOTHING = Pattern.compile("None|null|undefined|''|\"\"|``");
  private static final int MOST_LEVELS = 12;

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (ToolDeclaration tool : Claims.tools(context)) {
      for (String name : Claims.arguments(tool, TOKEN)) {
        int condition = onlyTest(tool.handler(), name);
        if (condition != NONE) {
          findings.report(draft(tool, condition, name));
        }
      }
    }
  }

  /** The condition that asks whether there is one, when nothing else is done with it. */
  private static int onlyTest(Handler handler, String name) {
    SourceModule module = handler.module();
    SyntaxTree tree = module.tree();
    int parameters = tree.child(handler.function(), "parameters");
    List<Integer> uses =
        tree.subtree(handler.region())
            .filter(n -> parameters == NONE || !tree.within(n, parameters))
            .filter(n -> Claims.isArgument(module, n, name, handler.function()))
            .boxed()
            .toList();
    List<Integer> tests = uses.stream().map(n -> conditionOf(tree, n)).toList();
    return tests.contains(NONE)
        ? NONE
        : tests.stream().filter(c -> isRefusal(tree, c)).findFirst().orElse(NONE);
  }

  /** The condition of which a use asks only whether there is something, or {@code NONE}. */
  private static int conditionOf(SyntaxTree tree, int use) {
    int below = use;
    for (int i = 0; i < MOST_LEVELS; i++) {
      int at = tree.parent(below);
      switch (at == NONE ? "" : tree.kind(at)) {
        case "not_operator", "unary_expression", "parenthesized_expression", "boolean_operator" -> {
          // Still the same question.
        }
        case "binary_expression", "comparison_operator" -> {
          if (!isLogical(tree, at) && !asksForNothing(tree, at, below)) {
            return NONE;
          }
        }
        case "attribute", "member_expression" -> {
          boolean trims = tree.text(at).matches("(?s).*\\.(?:strip|trim)");
          if (!trims) {
            return NONE;
          }
        }
        case "call", "call_expression" -> {
          if (!Expressions.calledName(tree, at).matches("strip|trim")) {
            return NONE;
          }
        }
        case "if_statement", "elif_clause" -> {
          return tree.field(below).equals("condition") ? below : NONE;
        }
        default -> {
          return NONE;
        }
      }
      below = at;
    }
    return NONE;
  }

  private static boolean isLogical(SyntaxTree tree, int node) {
    return tree.text(tree.child(node, "operator")).matches("&&|\\|\\|");
  }

  private static boolean asksForNothing(SyntaxTree tree, int comparison, int use) {
    return tree.namedChildren(comparison)
        .filter(c -> c != use)
        .allMatch(c -> NOTHING.matcher(tree.text(c)).matches());
  }

  /** Whether what is done without one speaks of approval. */
  private static boolean isRefusal(SyntaxTree tree, int condition) {
    int branch = tree.child(tree.parent(condition), "consequence");
    boolean leaves =
        tree.subtree(branch)
            .anyMatch(n -> tree.kind(n).matches("(?:return|throw|raise)_statement"));
    return leaves && PROMISE.matcher(tree.text(branch)).matches();
  }

  private static Draft draft(ToolDeclaration tool, int node, String name) {
    SourceModule module = tool.handler().module();
    return new Draft(
        module.file(),
        module.tree().start(node),
        module.tree().end(node),
        Severity.MEDIUM,
        Evidence.PROVEN,
        "The tool "
            + tool.name()
            + " asks for "
            + name
            + " and never compares it: any text that the agent makes up counts as approval.",
        tool.name(),
        List.of(),
        List.of());
  }
}
