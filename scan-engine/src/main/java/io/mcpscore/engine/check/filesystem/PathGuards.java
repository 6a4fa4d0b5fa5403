package io.mcpscore.engine.check.filesystem;

import io.mcpscore.engine.check.AllowListGuards;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.ValueTests;
import io.mcpscore.engine.flow.SinkRule.Guard;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;
import java.util.Set;

/**
 * Tests that keep a path inside a directory: containment, a relative path that does not climb, an
 * allow-list. Containment that does not hold what it promises counts as well, since the faulty test
 * is a finding of its own, where it is to be repaired.
 */
final class PathGuards {

  private static final Set<String> DECODING =
      Set.of("decodeURIComponent", "decodeURI", "unescape", "unquote", "unquote_plus", "atob");

  private PathGuards() {}

  /** What a condition says about a path, or empty. */
  static Optional<Guard> of(SourceModule module, int condition) {
    Optional<Guard> listed = AllowListGuards.of(module, condition);
    return listed
        .or(
            () ->
                new Climbing(module).of(condition).filter(g -> !isDecodedLater(module, g.value())))
        .or(() -> containment(module, condition))
        .or(() -> ValueTests.ofMembership(module, condition));
  }

  private static Optional<Guard> containment(SourceModule module, int condition) {
    return Containment.of(module, condition).map(c -> new Guard(c.value(), c.inside()));
  }

  /** Whether a text is decoded behind a test: {@code %2e%2e} holds no {@code ..} before that. */
  private static boolean isDecodedLater(SourceModule module, int tested) {
    SyntaxTree tree = module.tree();
    String text = tree.text(tested);
    int function = Expressions.scope(module, tested);
    return DECODING.stream().anyMatch(module.file().text()::holds)
        && tree.subtree(function)
            .filter(n -> n > tested && ExternalCalls.isCall(tree, n))
            .filter(n -> DECODING.contains(Expressions.calledName(tree, n)))
            .anyMatch(n -> tree.text(tree.namedChild(tree.child(n, "arguments"), 0)).equals(text));
  }
}
