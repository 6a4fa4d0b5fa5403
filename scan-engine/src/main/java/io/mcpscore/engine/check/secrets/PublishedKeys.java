package io.mcpscore.engine.check.secrets;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FlowDraft;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;

/**
 * Sets of keys for checking tokens (RFC 7517) with a symmetric key in them: the one that checks is
 * the one that signs, and such sets are there to be fetched by anybody.
 */
final class PublishedKeys {

  private PublishedKeys() {}

  static void report(CheckContext context, FindingSink findings) {
    for (SourceModule module : context.program().modules()) {
      if (module.file().role().deducts() && module.file().text().holds("kty")) {
        module
            .tree()
            .ofKinds("pair")
            .filter(p -> isPublished(module, p))
            .forEach(
                p ->
                    findings.report(
                        FlowDraft.at(
                            module,
                            p,
                            Severity.HIGH,
                            Evidence.LIKELY,
                            "The key that signs tokens is in the set of keys that anybody may"
                                + " fetch: whoever has it makes tokens for every user.")));
      }
    }
  }

  /** The {@code k} of a symmetric key in the {@code keys} of a set that is answered. */
  private static boolean isPublished(SourceModule module, int pair) {
    SyntaxTree tree = module.tree();
    int key = tree.parent(pair);
    if (!Members.key(tree, pair).equals("k")
        || Literals.isString(tree, tree.child(pair, "value"))
        || !isSymmetric(tree, key)) {
      return false;
    }
    int set = tree.parent(tree.parent(key));
    boolean listed = tree.is(set, "pair") && Members.key(tree, set).equals("keys");
    int function = Expressions.scope(module, pair);
    return listed && function > 0 && isAnswered(module, pair, function);
  }

  private static boolean isSymmetric(SyntaxTree tree, int key) {
    int kind = Members.value(tree, key, "kty");
    return Literals.isString(tree, kind) && Literals.content(tree, kind).equals("oct");
  }

  private static boolean isAnswered(SourceModule module, int pair, int function) {
    SyntaxTree tree = module.tree();
    int returned = tree.enclosing(pair, "return_statement");
    if (returned != NONE && returned > function) {
      return true;
    }
    for (int at = tree.parent(pair); at > function; at = tree.parent(at)) {
      if (!HttpAnswers.contents(module, at).isEmpty()) {
        return true;
      }
    }
    return false;
  }
}
