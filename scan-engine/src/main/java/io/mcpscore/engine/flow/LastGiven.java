package io.mcpscore.engine.flow;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.js.Patterns;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;

/**
 * What a name was given last before it is used, where the statements above say so: also {@code
 * const { valid } = check(x)}, {@code ok, error = check(x)}, and names that are given several
 * values one after the other.
 *
 * @param value the expression
 * @param part the part of it that the name got, see {@link Parts#of}
 */
record LastGiven(int value, String part) {

  private static final int MOST_STATEMENTS = 400;

  /** What a name was given last, or null where that depends. */
  static LastGiven of(SourceModule module, int name) {
    if (!(module.binding(name).orElse(null) instanceof Binding.Variable v)) {
      return null;
    }
    SyntaxTree tree = module.tree();
    String text = tree.text(name);
    int left = MOST_STATEMENTS;
    for (int at = name; at > 0 && !module.isFunction(at); at = tree.parent(at)) {
      int block = tree.parent(at);
      if (tree.kind(block).matches("block|statement_block|program|module|switch_case")) {
        for (int before : earlier(tree, block, at)) {
          if (left-- == 0) {
            return null;
          }
          LastGiven found = given(module, before, text, v);
          if (found != null || gives(tree, before, text)) {
            return found;
          }
        }
      }
      boolean loop = tree.kind(at).matches("for_statement|for_in_statement|while_statement");
      if (loop && gives(tree, at, text)) {
        return null;
      }
    }
    return null;
  }

  private static List<Integer> earlier(SyntaxTree tree, int block, int statement) {
    return tree.namedChildren(block).takeWhile(c -> c < statement).boxed().toList().reversed();
  }

  /** Whether something inside of a statement gives a name a value. */
  private static boolean gives(SyntaxTree tree, int statement, String name) {
    return tree.subtree(statement)
        .filter(n -> tree.is(n, "identifier") || tree.kind(n).endsWith("identifier_pattern"))
        .filter(n -> tree.text(n).equals(name))
        .anyMatch(n -> isTarget(tree, n));
  }

  private static boolean isTarget(SyntaxTree tree, int name) {
    int at = name;
    while (tree.kind(tree.parent(at)).endsWith("pattern")
        || tree.is(tree.parent(at), "pattern_list")) {
      at = tree.parent(at);
    }
    String kind = tree.kind(tree.parent(at));
    boolean side = tree.field(at).equals("left") || tree.field(at).equals("name");
    return side && kind.matches(".*assignment.*|variable_declarator|for_\\w+|named_expression");
  }

  private static LastGiven given(SourceModule module, int statement, String name, Binding of) {
    SyntaxTree tree = module.tree();
    return switch (tree.kind(statement)) {
      case "lexical_declaration", "variable_declaration" -> {
        LastGiven out = null;
        for (int d : tree.namedChildren(statement).toArray()) {
          int value = tree.child(d, "value");
          LastGiven here = value == NONE ? null : pair(module, tree.child(d, "name"), value, of);
          out = here == null ? out : here;
        }
        yield out;
      }
      case "expression_statement" -> {
        int assignment = tree.namedChild(statement, 0);
        boolean plain = tree.kind(assignment).matches("assignment|assignment_expression");
        int right = tree.child(assignment, "right");
        yield plain && right != NONE && tree.text(tree.child(assignment, "left")).contains(name)
            ? pair(module, tree.child(assignment, "left"), right, of)
            : null;
      }
      default -> null;
    };
  }

  private static LastGiven pair(SourceModule module, int target, int value, Binding of) {
    SyntaxTree tree = module.tree();
    if (module.file().language().isScript()) {
      return Patterns.leaves(tree, target).stream()
          .filter(l -> l.path().size() < 2 && isOf(module, l.node(), of))
          .findFirst()
          .map(l -> new LastGiven(value, l.path().isEmpty() ? "" : l.path().getFirst()))
          .orElse(null);
    }
    if (isOf(module, target, of)) {
      return new LastGiven(value, "");
    }
    boolean several = tree.is(target, "pattern_list") || tree.is(target, "tuple_pattern");
    int[] names = several ? tree.namedChildren(target).toArray() : new int[0];
    for (int i = 0; i < names.length && tree.is(names[i], "identifier"); i++) {
      if (isOf(module, names[i], of)) {
        return new LastGiven(value, Integer.toString(i));
      }
    }
    return null;
  }

  private static boolean isOf(SourceModule module, int name, Binding of) {
    return module.tree().text(name).length() < 80 && of.equals(module.binding(name).orElse(null));
  }
}
