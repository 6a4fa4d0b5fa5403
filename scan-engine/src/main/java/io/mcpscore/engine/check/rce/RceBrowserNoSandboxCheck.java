package io.mcpscore.engine.check.rce;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FlowDraft;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * {@code rce-browser-no-sandbox}: a browser that opens what agents and strangers choose, started
 * without its sandbox whatever the machine is.
 */
public final class RceBrowserNoSandboxCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("rce-browser-no-sandbox");

  private static final List<String> WORDS =
      List.of("--no-sandbox", "chromiumSandbox", "chromium_sandbox", "no_sandbox");
  private static final List<String> BROWSERS =
      List.of(
          "puppeteer",
          "playwright",
          "patchright",
          "pyppeteer",
          "selenium",
          "browser_use",
          "crawl4ai",
          "nodriver",
          "chrome-launcher",
          "DrissionPage");
  private static final Set<String> OPENING =
      Set.of(
          "launch",
          "launchPersistentContext",
          "launch_persistent_context",
          "launchServer",
          "Chrome",
          "ChromiumPage",
          "AsyncWebCrawler",
          "start");

  /** Where somebody decides, for a machine that leaves no choice. */
  private static final Set<String> CHOICES =
      Set.of(
          "if_statement",
          "ternary_expression",
          "conditional_expression",
          "switch_case",
          "catch_clause",
          "except_clause");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    if (!Mentions.any(context, WORDS) || !Mentions.any(context, BROWSERS)) {
      return;
    }
    boolean reached = isReached(context);
    for (SourceModule module : context.program().modules()) {
      if (module.file().role().deducts() && Mentions.in(module, WORDS)) {
        switches(module)
            .filter(n -> !isChosen(module.tree(), n))
            .findFirst()
            .ifPresent(n -> report(module, n, reached, findings));
      }
    }
  }

  private static void report(SourceModule module, int node, boolean reached, FindingSink findings) {
    findings.report(
        FlowDraft.at(
            module,
            node,
            reached ? Severity.MEDIUM : Severity.LOW,
            reached ? Evidence.PROVEN : Evidence.LIKELY,
            "The browser runs without its sandbox: a page that breaks out of it has the rights of"
                + " this server."));
  }

  /** Whether a tool starts a browser. */
  private static boolean isReached(CheckContext context) {
    return context.program().modules().stream()
        .filter(m -> m.file().role().deducts() && Mentions.in(m, BROWSERS))
        .anyMatch(
            m ->
                ExternalCalls.nodes(m.tree())
                    .filter(n -> OPENING.contains(Expressions.calledName(m.tree(), n)))
                    .anyMatch(n -> !context.flow().reaching(m, n).isEmpty()));
  }

  /** The switches that turn the sandbox off, in the order of the text. */
  private static IntStream switches(SourceModule module) {
    SyntaxTree tree = module.tree();
    return tree.ofKinds("string", "pair", "keyword_argument")
        .filter(n -> tree.is(n, "string") ? isArgument(tree, n) : isOption(tree, n));
  }

  /** An item of a list, or an argument of a call; in a message it is no switch. */
  private static boolean isArgument(SyntaxTree tree, int string) {
    String holder = tree.kind(tree.parent(string));
    return Literals.isString(tree, string)
        && Literals.content(tree, string).equals("--no-sandbox")
        && (holder.equals("array")
            || holder.equals("list")
            || (holder.matches("arguments|argument_list") && isAdding(tree, string)));
  }

  private static boolean isAdding(SyntaxTree tree, int argument) {
    return Set.of("add_argument", "addArguments", "set_argument", "push", "append")
        .contains(Expressions.calledName(tree, tree.parent(tree.parent(argument))));
  }

  private static boolean isOption(SyntaxTree tree, int node) {
    boolean pair = tree.is(node, "pair");
    String name = pair ? Members.key(tree, node) : tree.text(tree.child(node, "name"));
    String value = tree.text(tree.child(node, "value"));
    return switch (name) {
      case "chromiumSandbox", "chromium_sandbox" -> value.equals("false") || value.equals("False");
      case "no_sandbox" -> value.equals("True");
      default -> false;
    };
  }

  private static boolean isChosen(SyntaxTree tree, int node) {
    for (int at = tree.parent(node); at > 0; at = tree.parent(at)) {
      String operator = tree.text(tree.child(at, "operator"));
      if (CHOICES.contains(tree.kind(at)) || operator.equals("&&") || operator.equals("and")) {
        return true;
      }
    }
    return false;
  }
}
