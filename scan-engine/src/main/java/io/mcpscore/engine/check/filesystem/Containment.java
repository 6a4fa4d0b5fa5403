package io.mcpscore.engine.check.filesystem;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A test that is meant to keep a path inside a directory, and what it is worth.
 *
 * @param node the test
 * @param value the tested expression
 * @param inside outcome of the test for paths inside
 * @param worth whether it does what it is meant to
 */
record Containment(int node, int value, boolean inside, Worth worth) {

  /** What a test is worth. */
  enum Worth {
    /** No path outside passes, links aside. */
    SOUND,
    /** {@code /data-private} passes for {@code /data}. */
    PREFIX,
    /** {@code /data/../etc} passes for {@code /data}. */
    RAW
  }

  /** What a test can be. */
  static final String[] KINDS = {"call_expression", "call", "comparison_operator"};

  private static final Pattern SEPARATOR =
      Pattern.compile(
          ".*(?:\\bsep\\b|[\"'`]/[\"'`]|/[\"'`]\\)?$|[\"'`]\\\\{1,2}[\"'`]).*", Pattern.DOTALL);
  private static final Pattern NEXT_CHARACTER =
      Pattern.compile("(?s).*(?:\\[[^\\]\\n]{0,60}(?:length|len\\()|charAt\\().*");

  private static final Pattern IN = Pattern.compile("(?:not\\s+)?in");

  /** The test at a node, or empty when it is none. */
  static Optional<Containment> of(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    return switch (tree.kind(node)) {
      case "call_expression", "call" ->
          ExternalCalls.isCall(tree, node) ? ofCall(module, node) : Optional.empty();
      case "comparison_operator" -> ofComparison(module, node);
      default -> Optional.empty();
    };
  }

  /**
   * Whether it is for the caller to have taken {@code ..} out of a parameter that is compared as it
   * is; {@code relative_to} is a test only where its refusal is waited for.
   */
  boolean isLeftToCaller(SourceModule module) {
    SyntaxTree tree = module.tree();
    boolean asked =
        tree.is(node, "call")
            && switch (Expressions.calledName(tree, node)) {
              case "relative_to" -> isTried(tree);
              case "is_relative_to" -> true;
              default -> false;
            };
    return asked && worth == Worth.SOUND && PathForm.handedOver(module, value) != null;
  }

  private boolean isTried(SyntaxTree tree) {
    int statement = tree.enclosing(node, "try_statement");
    return statement != NONE
        && tree.within(node, tree.child(statement, "body"))
        && tree.namedChildren(statement)
            .filter(c -> tree.is(c, "except_clause"))
            .anyMatch(c -> tree.subtree(c).anyMatch(n -> tree.is(n, "raise_statement")));
  }

  private static Optional<Containment> ofCall(SourceModule module, int call) {
    SyntaxTree tree = module.tree();
    int owner = Expressions.owner(tree, call);
    int argument = tree.namedChild(tree.child(call, "arguments"), 0);
    if (owner == NONE || argument == NONE) {
      return Optional.empty();
    }
    return switch (Expressions.calledName(tree, call)) {
      case "startsWith", "startswith" -> ofPrefix(module, call, owner, argument);
      case "is_relative_to", "relative_to" ->
          Optional.of(
              new Containment(
                  call, owner, true, PathForm.isRaw(module, owner) ? Worth.RAW : Worth.SOUND));
      default -> Optional.empty();
    };
  }

  private static Optional<Containment> ofPrefix(
      SourceModule module, int call, int object, int argument) {
    SyntaxTree tree = module.tree();
    int tested = unwrapped(tree, object);
    boolean separated = isSeparated(module, argument);
    // "/", "~", "../": how a path is written, and the name of no directory.
    boolean form = tree.text(tree.unbracketed(argument)).matches("[\"'`][~./\\\\]{1,8}[\"'`]");
    boolean literal = Literals.isString(tree, argument) && !Literals.hasGaps(tree, argument);
    boolean directory = PathForm.isDirectory(module, argument) || (separated && !literal);
    if (form
        || !directory
        || isWord(module, argument)
        || PathForm.isAddress(tree, object, argument)) {
      return Optional.empty();
    }
    if (PathForm.isRaw(module, tested)) {
      return Optional.of(new Containment(call, tested, true, Worth.RAW));
    }
    boolean next = NEXT_CHARACTER.matcher(tree.text(statement(tree, call))).matches();
    return Optional.of(
        new Containment(call, tested, true, separated || next ? Worth.SOUND : Worth.PREFIX));
  }

  /** Whether the beginning is a fixed word such as {@code cursor:}, and no directory at all. */
  private static boolean isWord(SourceModule module, int argument) {
    SyntaxTree tree = module.tree();
    int value = Expressions.valueOf(module, argument);
    return Literals.isString(tree, value)
        && !Literals.hasGaps(tree, value)
        && !Literals.content(tree, value).matches("(?s)(?:[/~.\\\\]|[A-Za-z]:[/\\\\]).*");
  }

  private static int statement(SyntaxTree tree, int node) {
    int at = node;
    for (int i = 0; i < 8 && tree.parent(at) > 0 && !tree.kind(at).endsWith("_statement"); i++) {
      at = tree.parent(at);
    }
    return at;
  }

  private static boolean isSeparated(SourceModule module, int argument) {
    SyntaxTree tree = module.tree();
    int value = Expressions.valueOf(module, argument);
    return SEPARATOR.matcher(brief(tree, argument)).matches()
        || SEPARATOR.matcher(brief(tree, value)).matches();
  }

  private static String brief(SyntaxTree tree, int node) {
    String text = tree.text(node);
    return text.length() > 500 ? "" : text;
  }

  /** {@code root in p.parents}, {@code p.parent == root}, {@code commonpath([root, p]) == root}. */
  private static Optional<Containment> ofComparison(SourceModule module, int comparison) {
    SyntaxTree tree = module.tree();
    int left = tree.namedChild(comparison, 0);
    int right = tree.namedChild(comparison, 1);
    String operator =
        tree.source().slice(tree.end(left), Math.max(tree.end(left), tree.start(right))).strip();
    boolean not = operator.startsWith("not") || operator.equals("!=");
    if (IN.matcher(operator).matches() && isMember(tree, right, "parents")) {
      return Optional.of(ofParents(module, comparison, tree.child(right, "object"), !not));
    }
    if (!operator.equals("==") && !operator.equals("!=")) {
      return Optional.empty();
    }
    if (isMember(tree, left, "parent")) {
      return Optional.of(ofParents(module, comparison, tree.child(left, "object"), !not));
    }
    String callee = tree.is(left, "call") ? Expressions.calledName(tree, left) : "";
    if (!callee.equals("commonpath") && !callee.equals("commonprefix")) {
      return Optional.empty();
    }
    int list = tree.namedChild(tree.child(left, "arguments"), 0);
    int last = tree.namedChildren(list).reduce(NONE, (a, b) -> b);
    int path = tree.text(last).equals(tree.text(right)) ? tree.namedChild(list, 0) : last;
    Worth worth = callee.equals("commonprefix") ? Worth.PREFIX : Worth.SOUND;
    return path == NONE
        ? Optional.empty()
        : Optional.of(
            new Containment(
                comparison, path, !not, PathForm.isRaw(module, path) ? Worth.RAW : worth));
  }

  private static boolean isMember(SyntaxTree tree, int node, String name) {
    return tree.is(node, "attribute") && tree.text(tree.child(node, "attribute")).equals(name);
  }

  private static Containment ofParents(
      SourceModule module, int comparison, int path, boolean inside) {
    SyntaxTree tree = module.tree();
    boolean call = tree.is(path, "call");
    // absolute() where resolve() was meant: ".." stays, and the parents are read off the text.
    boolean raw =
        (call && Expressions.calledName(tree, path).equals("absolute"))
            || PathForm.isRaw(module, path);
    int value = call ? Expressions.owner(tree, path) : path;
    return new Containment(comparison, value, inside, raw ? Worth.RAW : Worth.SOUND);
  }

  /** The {@code x} of {@code str(x)}. */
  private static int unwrapped(SyntaxTree tree, int expression) {
    boolean text =
        tree.is(expression, "call") && tree.text(tree.child(expression, "function")).equals("str");
    int inner = text ? tree.namedChild(tree.child(expression, "arguments"), 0) : expression;
    return Literals.isString(tree, inner) ? expression : inner;
  }
}
