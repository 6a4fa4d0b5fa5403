package io.mcpscore.engine.check;

import io.mcpscore.engine.flow.Characters;
import io.mcpscore.engine.flow.SinkRule.Guard;
import io.mcpscore.engine.flow.StrictPattern;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;
import java.util.Set;

/** Tests that limit a value to listed ones or to a strict form, which is enough for every sink. */
public final class AllowListGuards {

  private static final Set<String> CONTAINS = Set.of("includes", "has", "__contains__");
  private static final Set<String> SCRIPT_MATCH = Set.of("test");
  private static final Set<String> PYTHON_MATCH = Set.of("match", "fullmatch", "search");

  private static final Set<String> CHARACTER_TESTS =
      Set.of("isalnum", "isalpha", "isdigit", "isdecimal", "isnumeric", "isidentifier");

  private AllowListGuards() {}

  /** What a condition says, or empty when it is no such test. */
  public static Optional<Guard> of(SourceModule module, int condition) {
    return of(module, condition, Characters.NAME);
  }

  /**
   * What a condition says, or empty when it is no such test.
   *
   * @param allowed characters that do no harm at the sink
   */
  public static Optional<Guard> of(SourceModule module, int condition, Characters allowed) {
    SyntaxTree tree = module.tree();
    return switch (tree.kind(condition)) {
      case "call_expression" -> ofScriptCall(module, condition, allowed);
      case "call" -> ofPythonCall(module, condition, allowed);
      case "comparison_operator" -> ofMembership(tree, condition);
      default -> Optional.empty();
    };
  }

  /** {@code LIST.includes(x)}, {@code SET.has(x)}, {@code /^[a-z]+$/.test(x)}. */
  private static Optional<Guard> ofScriptCall(SourceModule module, int call, Characters allowed) {
    SyntaxTree tree = module.tree();
    int function = tree.child(call, "function");
    int object = tree.child(function, "object");
    String method = tree.text(tree.child(function, "property"));
    int argument = tree.namedChild(tree.child(call, "arguments"), 0);
    if (CONTAINS.contains(method) && isList(tree, object)) {
      return guard(argument, true);
    }
    boolean test = SCRIPT_MATCH.contains(method);
    boolean match = method.equals("match");
    int regex = Expressions.valueOf(module, test ? object : argument);
    if (!(test || match)
        || !tree.is(regex, "regex")
        || tree.text(tree.child(regex, "flags")).contains("m")) {
      return Optional.empty();
    }
    String pattern = tree.text(tree.child(regex, "pattern"));
    return judged(pattern, StrictPattern.isStrict(pattern, false, allowed), allowed)
        .flatMap(outcome -> guard(test ? argument : object, outcome));
  }

  private static Optional<Guard> ofPythonCall(SourceModule module, int call, Characters allowed) {
    SyntaxTree tree = module.tree();
    int function = tree.child(call, "function");
    int object = tree.child(function, "object");
    String method = tree.text(tree.child(function, "attribute"));
    if (CHARACTER_TESTS.contains(method)) {
      return guard(object, true);
    }
    String name = tree.text(function);
    if (name.equals("all") || name.equals("any")) {
      return ofEachCharacter(module, tree.child(call, "arguments"), name.equals("all"), allowed);
    }
    int arguments = tree.child(call, "arguments");
    int first = tree.namedChild(arguments, 0);
    if (!PYTHON_MATCH.contains(method)) {
      return Optional.empty();
    }
    if (tree.text(object).equals("re")) {
      int value = tree.namedChild(arguments, 1);
      return judged(module, first, method, allowed).flatMap(outcome -> guard(value, outcome));
    }
    int compiled = Expressions.valueOf(module, object);
    boolean regex =
        tree.is(compiled, "call")
            && tree.text(tree.child(compiled, "function")).equals("re.compile");
    int pattern = regex ? tree.namedChild(tree.child(compiled, "arguments"), 0) : SyntaxTree.NONE;
    return judged(module, pattern, method, allowed).flatMap(outcome -> guard(first, outcome));
  }

  /** {@code all(c in "0123456789" for c in x)}, {@code any(c not in DIGITS for c in x)}. */
  private static Optional<Guard> ofEachCharacter(
      SourceModule module, int generator, boolean all, Characters allowed) {
    SyntaxTree tree = module.tree();
    int test = tree.child(generator, "body");
    int clause = tree.namedChild(generator, 1);
    int item = tree.child(clause, "left");
    int characters = Expressions.valueOf(module, tree.namedChild(test, 1));
    boolean listed =
        tree.is(test, "comparison_operator")
            && tree.text(tree.namedChild(test, 0)).equals(tree.text(item))
            && operator(tree, test).matches(all ? "in" : "not\\s+in")
            && Literals.isString(tree, characters)
            && !Literals.hasGaps(tree, characters)
            && Literals.content(tree, characters).chars().allMatch(c -> allowed.has((char) c));
    return listed ? guard(tree.child(clause, "right"), all) : Optional.empty();
  }

  private static String operator(SyntaxTree tree, int comparison) {
    int left = tree.namedChild(comparison, 0);
    int right = tree.namedChild(comparison, 1);
    return tree.source().slice(tree.end(left), Math.max(tree.end(left), tree.start(right))).strip();
  }

  private static Optional<Boolean> judged(
      SourceModule module, int expression, String method, Characters allowed) {
    int pattern = Expressions.valueOf(module, expression);
    if (!Literals.isString(module.tree(), pattern)) {
      return Optional.empty();
    }
    String text = Literals.content(module.tree(), pattern);
    // re.match begins at the start without being told so.
    String anchored = method.equals("match") && !text.startsWith("^") ? "^" + text : text;
    return judged(
        text, StrictPattern.isStrict(anchored, method.equals("fullmatch"), allowed), allowed);
  }

  /** The outcome of a match after which a text is harmless. */
  private static Optional<Boolean> judged(String pattern, boolean strict, Characters allowed) {
    return strict
        ? Optional.of(true)
        : StrictPattern.findsAllOthers(pattern, allowed) ? Optional.of(false) : Optional.empty();
  }

  /** {@code x in LIST} and {@code x not in LIST}. */
  private static Optional<Guard> ofMembership(SyntaxTree tree, int comparison) {
    int value = tree.namedChild(comparison, 0);
    int list = tree.namedChild(comparison, 1);
    String operator = operator(tree, comparison);
    boolean isIn = operator.equals("in");
    boolean notIn = operator.matches("not\\s+in");
    return (isIn || notIn) && isList(tree, list) ? guard(value, isIn) : Optional.empty();
  }

  /** A literal list or a name; a text would be searched for a part. */
  private static boolean isList(SyntaxTree tree, int node) {
    return node >= 0
        && switch (tree.kind(node)) {
          case "array", "list", "set", "tuple", "dictionary" -> true;
          case "identifier" -> Character.isUpperCase(tree.text(node).charAt(0));
          default -> false;
        };
  }

  private static Optional<Guard> guard(int value, boolean harmlessWhen) {
    return value == SyntaxTree.NONE
        ? Optional.empty()
        : Optional.of(new Guard(value, harmlessWhen));
  }
}
