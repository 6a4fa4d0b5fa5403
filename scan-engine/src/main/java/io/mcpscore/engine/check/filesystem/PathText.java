package io.mcpscore.engine.check.filesystem;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Cleaning;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.MatchedText;
import io.mcpscore.engine.check.SinkTable;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.regex.Harm;
import io.mcpscore.engine.regex.TextPattern;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sinks that take a path, with what makes one harmless: containment, and names without separators.
 *
 * @param real whether containment counts only after links were followed
 */
record PathText(CheckContext context, SinkTable table, boolean real) implements SinkRule {

  /** What remains of a name cannot climb by itself; a file name has dots and spaces. */
  private static final Harm BEYOND_FILE_NAMES = new Harm("[^\\w. ()+,@=-]");

  /** What these give holds no separator any more, or is no path but what a file holds. */
  private static final Set<String> CLEANING =
      Set.of(
          "path.basename",
          "path.posix.basename",
          "path.default.basename",
          "os.path.basename",
          "ntpath.basename",
          "werkzeug.utils.secure_filename",
          "pathvalidate.sanitize_filename",
          "sanitize-filename",
          "sanitize-filename.default",
          "filenamify",
          "filenamify.default",
          "slugify",
          "slugify.default",
          "slugify.slugify",
          "werkzeug.security.safe_join",
          "werkzeug.utils.safe_join",
          "flask.safe_join",
          "mcp.shared.path_security.safe_join",
          "encodeURIComponent",
          "io.BytesIO",
          "io.StringIO",
          "urllib.parse.quote_plus");

  @Override
  public List<Integer> sinks(SourceModule module, int node) {
    return table.at(module, node);
  }

  @Override
  public boolean cleans(SourceModule module, int node) {
    if (isLastPart(module, node)) {
      return true;
    }
    boolean named =
        context.calls().at(module, node).map(Call::callee).filter(CLEANING::contains).isPresent();
    return named
        || Cleaning.leaves(context.program(), module, node, BEYOND_FILE_NAMES)
        || MatchedText.isHarmless(context.program(), module, node, PathGuards.OUTSIDE);
  }

  @Override
  public boolean cleansAccess(SourceModule module, int access) {
    return isLastPart(module, access)
        || MatchedText.isHarmless(context.program(), module, access, PathGuards.OUTSIDE);
  }

  @Override
  public boolean cleansText(SourceModule module, int text, boolean ownHead) {
    return FlatNames.is(module, text);
  }

  /** {@code Path(x).name}, {@code path.parse(x).base}, {@code x.split("/")[-1]}. */
  private static boolean isLastPart(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    boolean pop = Expressions.calledName(tree, node).equals("pop");
    int owner =
        switch (tree.kind(node)) {
          case "attribute", "member_expression" -> tree.child(node, "object");
          case "subscript" -> tree.child(node, "value");
          case "subscript_expression" -> tree.child(node, "object");
          default -> pop ? Expressions.owner(tree, node) : SyntaxTree.NONE;
        };
    int value = owner == SyntaxTree.NONE ? owner : Expressions.valueOf(module, owner);
    if (value == SyntaxTree.NONE
        || !(tree.is(value, "call") || tree.is(value, "call_expression"))) {
      return false;
    }
    String made = Expressions.calledName(tree, value);
    String part =
        tree.text(tree.child(node, tree.is(node, "attribute") ? "attribute" : "property"));
    int argument = tree.namedChild(tree.child(value, "arguments"), 0);
    boolean split =
        made.matches("r?split|rpartition") && tree.text(argument).matches("[\"'`]/[\"'`]");
    return split
        || (made.matches("(?:Pure)?(?:Posix|Windows)?Path|joinpath")
            && part.matches("name|stem|suffix"))
        || (made.equals("parse") && part.matches("base|name|ext"));
  }

  @Override
  public boolean admits(String pattern) {
    return TextPattern.of(pattern).admitsNo(PathGuards.OUTSIDE);
  }

  @Override
  public Optional<Guard> guard(SourceModule module, int condition) {
    return PathGuards.of(context.program(), module, condition)
        .filter(g -> !real || PathForm.isReal(module, condition));
  }
}
