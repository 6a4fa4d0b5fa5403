package io.mcpscore.engine.check.filesystem;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;

/**
 * Names of files that are made of a value without separators: {@code f"{x.replace('/',
 * '_')}.json"}. The value alone may still be {@code ..}; with another letter beside it, it is none.
 */
final class FlatNames {

  private FlatNames() {}

  /** Whether a text with parts is such a name: one part, of which every separator was taken out. */
  static boolean is(SourceModule module, int text) {
    SyntaxTree tree = module.tree();
    int[] gaps =
        tree.namedChildren(text)
            .filter(c -> tree.is(c, "interpolation") || tree.is(c, "template_substitution"))
            .toArray();
    if (!Literals.isString(tree, text) || gaps.length != 1) {
      return false;
    }
    String before = tree.source().slice(Literals.contentStart(tree, text), tree.start(gaps[0]));
    String behind = tree.source().slice(tree.end(gaps[0]), Literals.contentEnd(tree, text));
    boolean more = !before.isEmpty() && !before.endsWith("/") && !before.endsWith("\\");
    boolean ended = !behind.isEmpty() && !behind.startsWith("/") && !behind.startsWith("\\");
    return (more || ended) && isFlat(module, tree.namedChild(gaps[0], 0));
  }

  /** {@code x.replace("/", "_")} of Python, {@code x.replaceAll("/", "_")} of scripts. */
  private static boolean isFlat(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    int value = expression == NONE ? NONE : Expressions.valueOf(module, expression);
    if (value == NONE || !ExternalCalls.isCall(tree, value)) {
      return false;
    }
    String name = Expressions.calledName(tree, value);
    int arguments = tree.child(value, "arguments");
    int separator = tree.unbracketed(tree.namedChild(arguments, 0));
    int instead = tree.unbracketed(tree.namedChild(arguments, 1));
    boolean every =
        name.equals("replaceAll")
            || (name.equals("replace") && !module.file().language().isScript());
    boolean plain =
        Literals.isString(tree, separator)
            && Literals.content(tree, separator).equals("/")
            && Literals.isString(tree, instead)
            && !Literals.hasGaps(tree, instead)
            && !Literals.content(tree, instead).matches(".*[./\\\\].*");
    return plain && tree.namedChild(arguments, 2) == NONE && every;
  }
}
