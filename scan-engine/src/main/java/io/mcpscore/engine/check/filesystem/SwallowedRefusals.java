package io.mcpscore.engine.check.filesystem;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Set;

/**
 * Handlers that take every failure of a {@code try} for a missing file, although the block itself
 * throws when the real path lies outside.
 */
final class SwallowedRefusals {

  /** Functions that give the real path of a file. */
  private static final Set<String> RESOLVING = Set.of("realpath", "realpathSync", "native");

  private SwallowedRefusals() {}

  /** The handlers of a module, in order. */
  static List<Integer> handlers(SourceModule module) {
    SyntaxTree tree = module.tree();
    return tree.ofKinds("try_statement")
        .filter(n -> refusesLinks(tree, tree.child(n, "body")))
        .map(n -> handler(tree, n))
        .filter(h -> h != NONE && takesAll(tree, h) && goesOn(tree, h))
        .boxed()
        .toList();
  }

  private static int handler(SyntaxTree tree, int statement) {
    int handler = tree.child(statement, "handler");
    return handler != NONE
        ? handler
        : tree.namedChildren(statement)
            .filter(c -> tree.is(c, "except_clause"))
            .findFirst()
            .orElse(NONE);
  }

  private static boolean refusesLinks(SyntaxTree tree, int body) {
    boolean real =
        tree.subtree(body)
            .anyMatch(
                n ->
                    ExternalCalls.isCall(tree, n)
                        && RESOLVING.contains(Expressions.calledName(tree, n)));
    return real
        && tree.subtree(body)
            .filter(n -> tree.is(n, "throw_statement") || tree.is(n, "raise_statement"))
            .anyMatch(n -> tree.enclosing(n, "if_statement") > body);
  }

  /** The handler never asks what went wrong. */
  private static boolean takesAll(SyntaxTree tree, int handler) {
    if (tree.is(handler, "except_clause")) {
      int type = tree.namedChild(handler, 0);
      return tree.is(type, "block")
          || tree.text(type).matches("(?:Exception|BaseException|ValueError|PermissionError)\\b.*");
    }
    String caught = tree.text(tree.child(handler, "parameter"));
    return caught.isEmpty()
        || tree.subtree(tree.child(handler, "body"))
            .noneMatch(n -> tree.is(n, "identifier") && tree.text(n).equals(caught));
  }

  /** It gives a path back all the same. */
  private static boolean goesOn(SyntaxTree tree, int handler) {
    return tree.subtree(handler)
        .filter(n -> tree.is(n, "return_statement"))
        .map(n -> tree.namedChild(n, 0))
        .anyMatch(
            v ->
                v != NONE
                    && !tree.text(v).matches("(?:null|undefined|false|None|False|\"\"|''|\\[])"));
  }
}
