package io.mcpscore.engine.check.injection;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Set;

/**
 * {@code page.setContent(html)}: a browser of the server loads what the page names, from hosts that
 * the agent cannot reach.
 */
final class RenderedPages {

  /** Modules that hold none of them render nothing. */
  static final List<String> WORDS = List.of("setContent", "set_content");

  /** Without a browser, the same names are those of mails and editors. */
  private static final List<String> BROWSERS =
      List.of("puppeteer", "playwright", "pyppeteer", "patchright", "rebrowser");

  /** What keeps a browser from the network. */
  private static final Set<String> OFFLINE =
      Set.of("setRequestInterception", "setOfflineMode", "setOffline", "set_offline", "route");

  private static final Set<String> OPENING =
      Set.of("newPage", "new_page", "createBrowserContext", "newContext", "new_context");

  private static final String MAIL = "email.";

  /** Whether a function of the program opens pages and keeps them from the network. */
  private final boolean opensOffline;

  RenderedPages(CheckContext context) {
    this.opensOffline = context.program().modules().stream().anyMatch(RenderedPages::opensOffline);
  }

  /** Whether the program names a browser that it could render with. */
  static boolean hasBrowser(CheckContext context) {
    return Mentions.any(context, BROWSERS);
  }

  /** The page that a call gives to a browser with the network at hand. */
  List<Integer> contents(Callee callee) {
    SourceModule module = callee.call().module();
    boolean page =
        WORDS.contains(callee.method())
            && !callee.receiver().isEmpty()
            && !callee.qualified().startsWith(MAIL);
    if (!page) {
      return List.of();
    }
    int scope = Expressions.scope(module, callee.call().node());
    boolean offline =
        calls(module.tree(), scope, OFFLINE)
            // A page that came from elsewhere was opened, and perhaps cut off, there.
            || (opensOffline && !calls(module.tree(), scope, OPENING));
    return offline ? List.of() : Interpreters.present(callee.call().argument(0, "html"));
  }

  private static boolean opensOffline(SourceModule module) {
    if (!Mentions.in(module, List.copyOf(OFFLINE))) {
      return false;
    }
    SyntaxTree tree = module.tree();
    return ExternalCalls.nodes(tree)
        .filter(n -> OFFLINE.contains(Expressions.calledName(tree, n)))
        .map(n -> Expressions.scope(module, n))
        .distinct()
        .anyMatch(scope -> calls(tree, scope, OPENING));
  }

  private static boolean calls(SyntaxTree tree, int scope, Set<String> names) {
    return scope != NONE
        && tree.subtree(scope)
            .filter(n -> ExternalCalls.isCall(tree, n))
            .anyMatch(n -> names.contains(Expressions.calledName(tree, n)));
  }
}
