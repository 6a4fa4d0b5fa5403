package io.mcpscore.engine.check.filesystem;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;

/** The files that nodemailer reads and sends along: {@code attachments: [{ path }]}. */
final class Attachments {

  private static final int MOST_NODES = 2_000;

  private Attachments() {}

  /** The paths in the options of a call of {@code sendMail}. */
  static List<Integer> of(SourceModule module, int call) {
    SyntaxTree tree = module.tree();
    int given = new Call(module, call, "").argument(0);
    int options = given == NONE ? NONE : Expressions.valueOf(module, given);
    if (!tree.is(options, "object")) {
      return List.of();
    }
    int attachments = Members.value(tree, options, "attachments");
    int list = attachments == NONE ? NONE : Expressions.valueOf(module, attachments);
    return list == NONE
        ? List.of()
        : tree.subtree(list)
            .limit(MOST_NODES)
            .map(n -> path(tree, n))
            .filter(n -> n != NONE && (!Literals.isString(tree, n) || Literals.hasGaps(tree, n)))
            .boxed()
            .toList();
  }

  /** The value of {@code path: x}, or {@code path} alone. */
  private static int path(SyntaxTree tree, int node) {
    return switch (tree.kind(node)) {
      case "pair" ->
          tree.text(tree.child(node, "key")).equals("path") ? tree.child(node, "value") : NONE;
      case "shorthand_property_identifier" -> tree.text(node).equals("path") ? node : NONE;
      default -> NONE;
    };
  }
}
