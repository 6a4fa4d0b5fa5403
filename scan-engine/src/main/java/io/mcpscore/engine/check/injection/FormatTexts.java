package io.mcpscore.engine.check.injection;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;

/**
 * Texts of Python that {@code format} fills with objects: {@code {user.__init__.__globals__}} reads
 * what the program never meant to show. Texts and numbers have nothing to give away.
 */
final class FormatTexts {

  static final List<String> WORDS = List.of(".format(", ".format_map(");

  private static final int LONGEST = 200_000;

  private FormatTexts() {}

  /** The text that is filled, none when it is the program's own or nothing but values fill it. */
  static List<Integer> of(CheckContext context, Callee callee) {
    SourceModule module = callee.call().module();
    SyntaxTree tree = module.tree();
    int text = callee.object();
    if (!callee.method().equals("format")
        || module.file().language().isScript()
        || text == NONE
        || Literals.isString(tree, text)
        || !context.program().constant(module, text).isMissingNode()) {
      return List.of();
    }
    boolean object =
        tree.namedChildren(tree.child(callee.call().node(), "arguments"))
            .anyMatch(a -> isObject(context, module, a));
    return object ? List.of(text) : List.of();
  }

  private static boolean isObject(CheckContext context, SourceModule module, int argument) {
    SyntaxTree tree = module.tree();
    if (tree.is(argument, "dictionary_splat")) {
      return holdsObject(context, module, tree.namedChild(argument, 0));
    }
    boolean named = tree.is(argument, "keyword_argument");
    int value = named ? tree.child(argument, "value") : argument;
    if (!tree.is(value, "identifier")) {
      return false;
    }
    // Where the type is not known, a text that reads a member of it tells.
    String member = "{" + tree.text(tree.child(argument, "name")) + ".";
    boolean shown =
        named && tree.end(0) < LONGEST && tree.source().slice(0, tree.end(0)).contains(member);
    return shown || isOwn(context, module, value);
  }

  /** Whether a table that is spread is given an object of the repository where it is filled. */
  private static boolean holdsObject(CheckContext context, SourceModule module, int table) {
    SyntaxTree tree = module.tree();
    if (!tree.is(table, "identifier")) {
      return false;
    }
    String name = tree.text(table);
    return tree.subtree(Expressions.scope(module, table))
        .filter(n -> tree.is(n, "assignment"))
        .filter(n -> tree.is(tree.child(n, "left"), "subscript"))
        .filter(n -> tree.text(tree.child(tree.child(n, "left"), "value")).equals(name))
        .map(n -> tree.child(n, "right"))
        .filter(n -> tree.is(n, "identifier"))
        .anyMatch(n -> isOwn(context, module, n));
  }

  private static boolean isOwn(CheckContext context, SourceModule module, int value) {
    if (!(context.program().resolve(module, value).orElse(null) instanceof Target.Defined d)) {
      return false;
    }
    SyntaxTree tree = d.module().tree();
    int type = tree.is(d.node(), "call") ? tree.child(d.node(), "function") : d.node();
    return isClass(context, d)
        || (type != NONE
            && context.program().resolve(d.module(), type).orElse(null) instanceof Target.Defined c
            && c.module().tree().is(c.node(), "class_definition"));
  }

  /** Whether a target is a class, or an annotation that names one: {@code User | None}. */
  private static boolean isClass(CheckContext context, Target.Defined target) {
    SyntaxTree tree = target.module().tree();
    if (tree.is(target.node(), "class_definition")) {
      return true;
    }
    boolean annotation = tree.field(target.node()).equals("type") || tree.is(target.node(), "type");
    return annotation
        && tree.subtree(target.node())
            .filter(n -> tree.is(n, "identifier"))
            .mapToObj(n -> context.program().resolve(target.module(), n).orElse(null))
            .anyMatch(
                t ->
                    t instanceof Target.Defined c
                        && c.module().tree().is(c.node(), "class_definition"));
  }
}
