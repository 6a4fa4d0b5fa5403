package io.mcpscore.engine.check.health;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Severity;
import java.util.regex.Pattern;

/**
 * {@code ops-swallowed-exception}: every error of a tool dropped without a word. Cleaning up may
 * fail in silence, and so may an attempt whose failure is provided for.
 */
public final class OpsSwallowedExceptionCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("ops-swallowed-exception");

  private static final Pattern CLEANING =
      Pattern.compile(
          "(?is).*(?:close|unlink|remove|rmtree|kill|terminate|cleanup|disconnect|dispose|abort|rm\\(|cancel"
              + "|destroy|telemetry|record_event|track|capture|metric|logger\\.|log\\.|console\\."
              + "|import |stat|access|exists|JSON\\.parse|json\\.loads|parse).*");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    CallSites.modules(context)
        .filter(m -> CallSites.mentions(m.file(), "catch", "except"))
        .forEach(
            m ->
                Handled.first(
                    context,
                    m,
                    m.tree().subtree(0).filter(n -> isSilent(m, n)),
                    Severity.INFO,
                    "Every error is dropped without a word: the agent takes the failure for success.",
                    findings));
  }

  private static boolean isSilent(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    boolean silent =
        switch (tree.kind(node)) {
          case "catch_clause" -> {
            int body = tree.child(node, "body");
            yield body != SyntaxTree.NONE
                && tree.children(body).filter(tree::isNamed).findAny().isEmpty();
          }
          case "except_clause" -> isPass(tree, node);
          default -> false;
        };
    if (!silent) {
      return false;
    }
    int body = tree.child(tree.parent(node), "body");
    boolean small = tree.end(body) - tree.start(body) < 3_000;
    return small
        && !CLEANING.matcher(tree.text(body)).matches()
        && !Attempts.isProvidedFor(module, tree.parent(node));
  }

  /** {@code except: pass} and {@code except Exception: pass}; narrower ones were thought about. */
  private static boolean isPass(SyntaxTree tree, int clause) {
    String text = tree.end(clause) - tree.start(clause) < 80 ? tree.text(clause) : "";
    return text.matches("except(?:\\s+(?:Base)?Exception(?:\\s+as\\s+\\w{1,20})?)?\\s*:\\s*pass");
  }
}
