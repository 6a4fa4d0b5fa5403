package io.mcpscore.engine.program.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.syntax.SyntaxTree;

/** Members of TypeScript enums. */
final class EnumMembers {

  private EnumMembers() {}

  /** The expression that a member is given, or {@code NONE} when it is counted or absent. */
  static int value(SyntaxTree tree, int declaration, String member) {
    return tree.namedChildren(tree.child(declaration, "body"))
        .filter(c -> tree.is(c, "enum_assignment"))
        .filter(c -> member.equals(ScriptSyntax.memberName(tree, c)))
        .map(c -> tree.child(c, "value"))
        .findFirst()
        .orElse(NONE);
  }
}
