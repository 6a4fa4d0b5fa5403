package io.mcpscore.engine.check.injection;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether a server has a mode in which it only reads.
 *
 * @param any whether code asks for it
 */
record ReadOnlyMode(boolean any) {

  private static final List<String> WORDS =
      List.of("eadOnly", "read_only", "READ_ONLY", "READONLY");
  private static final Pattern NAME =
      Pattern.compile(
          "(?:is)?[rR]eadOnly(?:Mode)?|read_only(?:_mode)?|\\w{0,30}READ_?ONLY(?:_MODE)?");

  /** That of a repository. */
  static ReadOnlyMode of(CheckContext context) {
    return context.shared(
        ReadOnlyMode.class,
        c -> new ReadOnlyMode(c.program().modules().stream().anyMatch(ReadOnlyMode::asks)));
  }

  private static boolean asks(SourceModule module) {
    if (!module.file().role().deducts()
        || module.file().path().endsWith(".d.ts")
        || !Mentions.in(module, WORDS)) {
      return false;
    }
    SyntaxTree tree = module.tree();
    return tree.ofKinds("if_statement", "ternary_expression", "conditional_expression")
        .map(n -> tree.is(n, "conditional_expression") ? n : tree.child(n, "condition"))
        .filter(c -> c != SyntaxTree.NONE)
        .anyMatch(
            c ->
                tree.subtree(c)
                    .filter(n -> tree.kind(n).endsWith("identifier"))
                    .anyMatch(n -> NAME.matcher(tree.text(n)).matches()));
  }
}
