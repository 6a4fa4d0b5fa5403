package io.mcpscore.engine.check;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.regex.Harm;
import io.mcpscore.engine.regex.TextPattern;
import io.mcpscore.engine.regex.TextPattern.Extent;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;

/**
 * What is taken out of a text by a regular expression, the match or one of its groups, and what an
 * encoding makes of it. Its form is known whatever the text was.
 */
public final class MatchedText {

  private MatchedText() {}

  /**
   * Whether a call or an access gives nothing that does harm: {@code /^\w+$/.exec(x)}, {@code
   * match[1]}, {@code match.group("name")}.
   */
  public static boolean isHarmless(Program program, SourceModule module, int node, Harm harm) {
    return EncodedText.of(module, node).filter(p -> p.admitsNo(harm)).isPresent()
        || whole(program, module, node).filter(p -> p.admitsNo(harm)).isPresent()
        || group(program, module, node).filter(p -> p.admitsNo(harm)).isPresent();
  }

  /** The pattern of a call that looks for a match. */
  private static Optional<TextPattern> whole(Program program, SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    if (node == NONE || !ExternalCalls.isCall(tree, node)) {
      return Optional.empty();
    }
    int owner = Expressions.owner(tree, node);
    int first = tree.namedChild(tree.child(node, "arguments"), 0);
    String name = Expressions.calledName(tree, node);
    if (module.file().language().isScript()) {
      return switch (name) {
        case "match" -> Patterns.of(program, module, first, Extent.ANYWHERE);
        case "exec" -> Patterns.of(program, module, owner, Extent.ANYWHERE);
        default -> Optional.empty();
      };
    }
    return TextTests.PYTHON_MATCH.contains(name)
        ? Patterns.of(
            program,
            module,
            tree.text(owner).equals("re") ? first : owner,
            TextTests.extent(module, name))
        : Optional.empty();
  }

  /** The pattern of the group that a node reads of a match. */
  private static Optional<TextPattern> group(Program program, SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    int match =
        switch (node == NONE ? "" : tree.kind(node)) {
          case "subscript_expression", "member_expression" -> tree.child(node, "object");
          case "subscript" -> tree.child(node, "value");
          case "call" ->
              Expressions.calledName(tree, node).equals("group")
                  ? Expressions.owner(tree, node)
                  : NONE;
          default -> NONE;
        };
    if (match == NONE) {
      return Optional.empty();
    }
    boolean named = tree.is(match, "member_expression") && tree.text(match).endsWith("groups");
    int result = Expressions.valueOf(module, named ? tree.child(match, "object") : match);
    String key = named ? tree.text(tree.child(node, "property")) : key(tree, node);
    return key.isEmpty()
        ? Optional.empty()
        : whole(program, module, result).flatMap(p -> p.group(key));
  }

  private static String key(SyntaxTree tree, int node) {
    int key =
        switch (tree.kind(node)) {
          case "subscript_expression" -> tree.child(node, "index");
          case "subscript" -> tree.child(node, "subscript");
          case "call" -> tree.namedChild(tree.child(node, "arguments"), 0);
          default -> NONE;
        };
    return Literals.isString(tree, key) ? Literals.content(tree, key) : tree.text(key);
  }
}
