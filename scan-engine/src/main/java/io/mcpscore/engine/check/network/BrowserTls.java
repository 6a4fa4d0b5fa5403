package io.mcpscore.engine.check.network;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Set;
import java.util.regex.Pattern;

/** Browsers that a program starts, and that take any certificate for the right one. */
final class BrowserTls {

  private static final Set<String> OPTIONS =
      Set.of(
          "ignoreHTTPSErrors",
          "acceptInsecureCerts",
          "ignore_https_errors",
          "accept_insecure_certs");
  private static final Set<String> ADDING =
      Set.of("add_argument", "addArguments", "set_argument", "push", "append");

  /** Conditions by which somebody chooses it. */
  private static final Pattern CHOICE =
      Pattern.compile("(?is).*(?:insecure|ignore|cert|tls|ssl|https|verif|trust|self_?signed).*");

  private final SyntaxTree tree;

  BrowserTls(SourceModule module) {
    this.tree = module.tree();
  }

  /** Whether a node switches the check of certificates off, whatever the settings. */
  boolean isOff(int node) {
    boolean off =
        switch (tree.kind(node)) {
          case "pair" -> OPTIONS.contains(Members.key(tree, node)) && isTrue(node);
          case "keyword_argument" ->
              OPTIONS.contains(tree.text(tree.child(node, "name"))) && isTrue(node);
          case "string" -> isArgument(node);
          default -> false;
        };
    return off && !isChosen(node);
  }

  private boolean isTrue(int node) {
    return tree.text(tree.child(node, "value")).matches("[Tt]rue");
  }

  /** An item of a list, or an argument of a call that adds one. */
  private boolean isArgument(int string) {
    if (!Literals.isString(tree, string)
        || !Literals.content(tree, string).equals("--ignore-certificate-errors")) {
      return false;
    }
    int holder = tree.parent(string);
    return switch (tree.kind(holder)) {
      case "array", "list" -> true;
      case "arguments", "argument_list" ->
          ADDING.contains(Expressions.calledName(tree, tree.parent(holder)));
      default -> false;
    };
  }

  private boolean isChosen(int node) {
    for (int at = tree.parent(node); at > 0; at = tree.parent(at)) {
      int condition = tree.child(at, "condition");
      if (tree.is(at, "conditional_expression")) {
        condition = tree.namedChild(at, 1);
      }
      if (condition != NONE && CHOICE.matcher(tree.text(condition)).matches()) {
        return true;
      }
    }
    return false;
  }
}
