package io.mcpscore.engine.check.filesystem;

import io.mcpscore.engine.check.AllowListGuards;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ValueTests;
import io.mcpscore.engine.flow.SinkRule.Guard;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.regex.Harm;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tests that keep a path inside a directory: containment, a relative path that does not climb, an
 * allow-list. Containment that does not hold what it promises counts as well, since the faulty test
 * is a finding of its own, where it is to be repaired.
 */
final class PathGuards {

  /** Code that looks for absolute paths, or for what is outside after all. */
  private static final Pattern ABSOLUTE =
      Pattern.compile(
          "is_absolute|isabs|\\.anchor|\\.root\\b|[(\\s\\[=][\"']/[\"']|relative_to|commonpath"
              + "|startswith|resolve|realpath|abspath");

  /** Paths that may lead out of a directory that they are joined to. */
  static final Harm OUTSIDE = new Harm("(^|/)\\.\\.(/|$)|^/");

  private PathGuards() {}

  /** What a condition says about a path, or empty. */
  static Optional<Guard> of(Program program, SourceModule module, int condition) {
    Optional<Guard> listed = AllowListGuards.of(program, module, condition);
    return listed
        .or(() -> new Climbing(module).of(condition).filter(g -> !isJoinedLater(module, g.value())))
        .or(() -> containment(module, condition))
        .or(() -> AllowListGuards.of(program, module, condition, OUTSIDE))
        .or(() -> ValueTests.ofMembership(module, condition));
  }

  private static Optional<Guard> containment(SourceModule module, int condition) {
    return Containment.of(module, condition).map(c -> new Guard(c.value(), c.inside()));
  }

  /**
   * Whether what holds no {@code ..} is joined to the root behind a test by what lets an absolute
   * path replace the root, and nothing refuses absolute paths.
   */
  private static boolean isJoinedLater(SourceModule module, int tested) {
    SyntaxTree tree = module.tree();
    int name = tree.unbracketed(tested);
    String text = tree.text(name);
    int function = Expressions.scope(module, tested);
    boolean joined =
        !module.file().language().isScript()
            && tree.is(name, "identifier")
            && tree.subtree(function)
                .filter(n -> n > name && tree.is(n, "identifier") && tree.text(n).equals(text))
                .anyMatch(n -> replacesRoot(tree, n));
    return joined && !ABSOLUTE.matcher(tree.text(function)).find();
  }

  /** {@code root / x}, {@code os.path.join(root, x)}, {@code root.joinpath(x)}. */
  private static boolean replacesRoot(SyntaxTree tree, int identifier) {
    int name = identifier;
    while (tree.is(tree.parent(name), "parenthesized_expression")) {
      name = tree.parent(name);
    }
    int parent = tree.parent(name);
    if (tree.is(parent, "binary_operator")) {
      return tree.child(parent, "right") == name
          && tree.text(tree.child(parent, "operator")).equals("/");
    }
    int call = tree.parent(parent);
    if (!tree.is(parent, "argument_list") || !tree.is(call, "call")) {
      return false;
    }
    String callee = tree.text(tree.child(call, "function"));
    return callee.endsWith(".joinpath")
        || (callee.matches("(?:os\\.)?path\\.join|(?:pathlib\\.)?(?:Pure)?(?:Posix)?Path")
            && tree.namedChild(parent, 0) != name);
  }
}
