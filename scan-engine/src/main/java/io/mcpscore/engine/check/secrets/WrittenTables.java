package io.mcpscore.engine.check.secrets;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;

/**
 * Tables in the code that tell who may come in: {@code CLIENTS = {"reports": "s3cret"}}, looked up
 * with {@code CLIENTS.get(name) == secret}.
 */
final class WrittenTables {

  private static final int MOST_LEVELS = 4;

  private WrittenTables() {}

  /** The first secret of the table that one side of a comparison is looked up in, or NONE. */
  static int item(SourceModule module, int secret, int lookedUp) {
    SyntaxTree tree = module.tree();
    String name = SecretReads.name(tree, secret);
    if (!SecretNames.isSecret(name) || SecretNames.isConstant(name)) {
      return NONE;
    }
    int last = Expressions.unwrap(tree, lookedUp);
    int owner = last;
    boolean chosen = false;
    for (int i = 0; i < MOST_LEVELS && owner != NONE && !tree.is(owner, "identifier"); i++) {
      chosen |= isChosen(tree, owner);
      owner = owner(tree, owner);
    }
    int table = chosen && owner != NONE ? Expressions.valueOf(module, owner) : NONE;
    return tree.is(table, "dictionary") || tree.is(table, "object")
        ? first(tree, table, isChosen(tree, last), MOST_LEVELS)
        : NONE;
  }

  /** Whether an item is looked up by a name that is not written there. */
  private static boolean isChosen(SyntaxTree tree, int expression) {
    if (ExternalCalls.isCall(tree, expression)) {
      return !Literals.isString(tree, tree.namedChild(tree.child(expression, "arguments"), 0));
    }
    int index = tree.child(expression, "index");
    int key = index == NONE ? tree.child(expression, "subscript") : index;
    return key != NONE && !Literals.isString(tree, key);
  }

  /** What an item is taken of: {@code x.get(k)}, {@code x[k]}, {@code x.password}. */
  private static int owner(SyntaxTree tree, int expression) {
    if (ExternalCalls.isCall(tree, expression)) {
      return Expressions.calledName(tree, expression).equals("get")
          ? Expressions.owner(tree, expression)
          : NONE;
    }
    return switch (tree.kind(expression)) {
      case "subscript" -> tree.child(expression, "value");
      case "subscript_expression", "member_expression" -> tree.child(expression, "object");
      default -> NONE;
    };
  }

  /** In a table of texts any of them, in one of records those that are named like a secret. */
  private static int first(SyntaxTree tree, int table, boolean any, int levels) {
    return tree.namedChildren(table)
        .filter(p -> tree.is(p, "pair"))
        .map(
            p -> {
              int value = tree.child(p, "value");
              boolean text = Literals.isString(tree, value) && !Literals.hasGaps(tree, value);
              boolean group = tree.is(value, "dictionary") || tree.is(value, "object");
              if (text && (any || SecretNames.isSecret(Members.key(tree, p)))) {
                return value;
              }
              return group && levels > 0 ? first(tree, value, false, levels - 1) : NONE;
            })
        .filter(v -> v != NONE)
        .findFirst()
        .orElse(NONE);
  }
}
