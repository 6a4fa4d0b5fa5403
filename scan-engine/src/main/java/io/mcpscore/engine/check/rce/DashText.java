package io.mcpscore.engine.check.rce;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.AllowListGuards;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Cleaning;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
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
 * Sinks that take a value with a leading dash for an option, with what keeps the dash away: tests
 * for it, and absolute paths.
 */
record DashText(CheckContext context, SinkTable table) implements SinkRule {

  private static final Set<String> ABSOLUTE =
      Set.of(
          "path.resolve",
          "path.join",
          "os.path.join",
          "fs.realpath",
          "fs.realpathSync",
          "fs.promises.realpath",
          "os.path.abspath",
          "os.path.realpath",
          "URL",
          "url.URL");
  private static final Set<String> ABSOLUTE_METHODS = Set.of("resolve", "absolute");

  @Override
  public List<Integer> sinks(SourceModule module, int node) {
    return table.at(module, node);
  }

  @Override
  public boolean cleans(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    String name = Expressions.calledName(tree, node);
    int argument = tree.namedChild(tree.child(node, "arguments"), 0);
    boolean known =
        context
            .calls()
            .at(module, node)
            .map(Call::callee)
            .filter(c -> ABSOLUTE.contains(c) || Cleaning.isAddress(c))
            .isPresent();
    boolean path = ABSOLUTE_METHODS.contains(name) && argument < 0;
    boolean stripped = name.equals("lstrip") && Literals.content(tree, argument).contains("-");
    boolean replaced =
        name.equals("replace") && tree.text(argument).matches("/\\^(?:-|\\[-])[+*]?/\\w{0,3}");
    boolean prefixed = name.equals("format") && !Expressions.head(module, node).isEmpty();
    return known
        || path
        || stripped
        || replaced
        || prefixed
        || isOptionValue(module, node)
        || MatchedText.isHarmless(context.program(), module, node, Harm.OPTION);
  }

  @Override
  public boolean cleansAccess(SourceModule module, int access) {
    return MatchedText.isHarmless(context.program(), module, access, Harm.OPTION);
  }

  /** {@code command.add("-e").add(x)}: what follows an option that takes a value is that value. */
  private boolean isOptionValue(SourceModule module, int call) {
    SyntaxTree tree = module.tree();
    int before = Expressions.owner(tree, call);
    boolean same =
        before >= 0
            && ExternalCalls.isCall(tree, before)
            && Expressions.owner(tree, before) >= 0
            && Expressions.calledName(tree, before).equals(Expressions.calledName(tree, call));
    int arguments = same ? tree.child(before, "arguments") : SyntaxTree.NONE;
    return same
        && tree.namedChild(arguments, 1) < 0
        && OptionPrograms.takesNext(
            context.program().constant(module, tree.namedChild(arguments, 0)).asText(""));
  }

  @Override
  public boolean cleansText(SourceModule module, int text, boolean ownHead) {
    SyntaxTree tree = module.tree();
    // Python adds lists with the same operator.
    boolean list =
        tree.is(text, "binary_operator")
            && tree.text(tree.child(text, "operator")).equals("+")
            && tree.subtree(text).noneMatch(n -> Literals.isString(tree, n) && !inList(tree, n));
    return ownHead && !list;
  }

  private static boolean inList(SyntaxTree tree, int node) {
    return tree.is(tree.parent(node), "list") || tree.is(tree.parent(node), "tuple");
  }

  @Override
  public boolean admits(String pattern) {
    return TextPattern.of(pattern).admitsNo(Harm.OPTION);
  }

  @Override
  public Optional<Guard> guard(SourceModule module, int condition) {
    return ofDash(module, condition)
        .or(() -> OptionLists.of(module, condition))
        .or(() -> AllowListGuards.of(context.program(), module, condition, Harm.OPTION))
        .or(() -> GitNames.of(module, condition));
  }

  private static Optional<Guard> ofDash(SourceModule module, int condition) {
    SyntaxTree tree = module.tree();
    if (tree.is(condition, "binary_expression") || tree.is(condition, "comparison_operator")) {
      return firstCharacter(tree, condition);
    }
    int argument = tree.namedChild(tree.child(condition, "arguments"), 0);
    return argument >= 0 && Expressions.calledName(tree, condition).matches("starts[Ww]ith")
        ? prefix(module, Expressions.owner(tree, condition), argument)
        : Optional.empty();
  }

  /** {@code if x in NAMES: line.append(x)}: whether a value is put where a test of it holds. */
  boolean isTestedAround(SourceModule module, int value) {
    SyntaxTree tree = module.tree();
    String text = tree.text(value);
    for (int at = value; at > 0 && !module.isFunction(at); at = tree.parent(at)) {
      int parent = tree.parent(at);
      int condition = tree.is(parent, "if_statement") ? tree.child(parent, "condition") : NONE;
      int inner = tree.unbracketed(condition);
      boolean tested =
          tree.is(value, "identifier")
              && condition != NONE
              && tree.child(parent, "consequence") == at
              && guard(module, inner)
                  .filter(g -> g.harmlessWhen() && tree.text(g.value()).equals(text))
                  .isPresent();
      if (tested) {
        return true;
      }
    }
    return false;
  }

  /** A text that begins with something else does not begin with a dash. */
  private static Optional<Guard> prefix(SourceModule module, int object, int argument) {
    SyntaxTree tree = module.tree();
    boolean dash =
        tree.subtree(argument)
            .filter(n -> Literals.isString(tree, n))
            .anyMatch(n -> Literals.content(tree, n).equals("-"));
    String head = Expressions.head(module, argument);
    boolean other = !head.isEmpty() && !head.startsWith("-");
    return dash || other ? Optional.of(new Guard(object, !dash)) : Optional.empty();
  }

  /** {@code x[0] === "-"}, {@code x.charAt(0) !== "-"}, {@code x[:1] == "-"}. */
  private static Optional<Guard> firstCharacter(SyntaxTree tree, int comparison) {
    int left = tree.namedChild(comparison, 0);
    int right = tree.namedChild(comparison, 1);
    if (!Literals.isString(tree, right) || !Literals.content(tree, right).equals("-")) {
      return Optional.empty();
    }
    boolean item = tree.is(left, "subscript_expression") || tree.is(left, "subscript");
    int owner =
        item
            ? tree.namedChild(left, 0)
            : Expressions.calledName(tree, left).equals("charAt")
                ? Expressions.owner(tree, left)
                : SyntaxTree.NONE;
    String operator = tree.source().slice(tree.end(left), tree.start(right)).strip();
    return owner == SyntaxTree.NONE || !operator.matches("[!=]==?")
        ? Optional.empty()
        : Optional.of(new Guard(owner, operator.startsWith("!")));
  }
}
