package io.mcpscore.engine.check.injection;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Pages of the server's own that fill themselves with what the server stores: whoever wrote that
 * may be an agent or a stranger, and the page shows it to the operator.
 */
final class BrowserPages implements SinkRule {

  /** Modules without it put no text into a page. */
  static final List<String> WORDS = List.of("innerHTML", "outerHTML", "insertAdjacentHTML");

  private static final Pattern ANSWER =
      Pattern.compile("(?:globalThis\\.|window\\.)?fetch\\(\\)\\.(?:json|text)");

  private final CheckContext context;
  private final HtmlRule pages;

  BrowserPages(CheckContext context) {
    this.context = context;
    this.pages = new HtmlRule(context);
  }

  private static boolean isOfBrowser(SourceModule module) {
    return module.file().language().isScript()
        && (module.file().text().holds("document.") || module.file().text().holds("window."))
        && !module.file().text().holds("require(")
        && !module.file().text().holds("node:");
  }

  @Override
  public boolean concerns(SourceModule module) {
    return isOfBrowser(module) && WORDS.stream().anyMatch(module.file().text()::holds);
  }

  @Override
  public List<Integer> sinks(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    if (tree.is(node, "assignment_expression")) {
      String name = tree.text(tree.child(tree.child(node, "left"), "property"));
      return WORDS.contains(name) ? List.of(tree.child(node, "right")) : List.of();
    }
    boolean inserts =
        tree.is(node, "call_expression")
            && tree.text(tree.child(tree.child(node, "function"), "property"))
                .equals("insertAdjacentHTML");
    return inserts
        ? Interpreters.present(tree.namedChild(tree.child(node, "arguments"), 1))
        : List.of();
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
    int callee = module.tree().child(expression, "function");
    return callee != SyntaxTree.NONE
            && isOfBrowser(module)
            && context.program().resolve(module, callee).orElse(null) instanceof Target.External e
            && ANSWER.matcher(e.qualifiedName()).matches()
        ? Optional.of("an answer of the server, with what it stores")
        : Optional.empty();
  }

  @Override
  public boolean cleans(SourceModule module, int call) {
    return pages.cleans(module, call);
  }

  @Override
  public Optional<Guard> guard(SourceModule module, int condition) {
    return pages.guard(module, condition);
  }
}
