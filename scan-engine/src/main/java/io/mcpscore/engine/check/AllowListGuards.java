package io.mcpscore.engine.check;

import io.mcpscore.engine.flow.SinkRule.Guard;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.regex.Harm;
import io.mcpscore.engine.regex.TextPattern;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tests that limit a value to listed ones or to a strict form, which is enough for every sink. */
public final class AllowListGuards {

  private static final Set<String> CONTAINS = Set.of("includes", "has", "__contains__");

  private static final Pattern NOT_IN = Pattern.compile("not\\s+in");

  private static final int MOST_LEFT_OUT = 6;

  private static final Set<String> CHARACTER_TESTS =
      Set.of("isalnum", "isalpha", "isdigit", "isdecimal", "isnumeric", "isidentifier");

  private AllowListGuards() {}

  /** What a condition says, or empty when it is no such test. */
  public static Optional<Guard> of(Program program, SourceModule module, int condition) {
    return of(program, module, condition, Harm.BEYOND_NAMES);
  }

  /**
   * What a condition says, or empty when it is no such test.
   *
   * @param harm what does harm at the sink
   */
  public static Optional<Guard> of(Program program, SourceModule module, int condition, Harm harm) {
    SyntaxTree tree = module.tree();
    Optional<Guard> listed =
        switch (tree.kind(condition)) {
          case "call_expression" -> ofScriptCall(tree, condition);
          case "call" -> ofPythonCall(module, condition, harm);
          case "comparison_operator" -> ofMembership(tree, condition);
          default -> Optional.empty();
        };
    return listed
        .or(() -> TableLookups.of(module, condition))
        .or(() -> new TextTests(program, module).of(condition, harm));
  }

  /** {@code LIST.includes(x)}, {@code SET.has(x)}. */
  private static Optional<Guard> ofScriptCall(SyntaxTree tree, int call) {
    int function = tree.child(call, "function");
    return CONTAINS.contains(tree.text(tree.child(function, "property")))
            && isList(tree, tree.child(function, "object"))
        ? guard(tree.namedChild(tree.child(call, "arguments"), 0), true)
        : Optional.empty();
  }

  private static Optional<Guard> ofPythonCall(SourceModule module, int call, Harm harm) {
    SyntaxTree tree = module.tree();
    int function = tree.child(call, "function");
    if (CHARACTER_TESTS.contains(tree.text(tree.child(function, "attribute")))) {
      return ofCharacters(tree, tree.child(function, "object"), harm);
    }
    String name = tree.text(function);
    return name.equals("all") || name.equals("any")
        ? ofEachCharacter(module, tree.child(call, "arguments"), name.equals("all"), harm)
        : Optional.empty();
  }

  /** {@code x.isalnum()}, {@code x.replace("-", "").isalnum()}. */
  private static Optional<Guard> ofCharacters(SyntaxTree tree, int tested, Harm harm) {
    int text = tree.unbracketed(tested);
    StringBuilder leftOut = new StringBuilder("a");
    for (int i = 0; i < MOST_LEFT_OUT; i++) {
      int arguments = tree.child(text, "arguments");
      int part = tree.unbracketed(tree.namedChild(arguments, 0));
      boolean removes =
          Expressions.calledName(tree, text).equals("replace")
              && Literals.isString(tree, part)
              && Literals.content(tree, tree.unbracketed(tree.namedChild(arguments, 1))).isEmpty();
      if (!removes) {
        break;
      }
      leftOut.append(Literals.content(tree, part));
      text = tree.unbracketed(Expressions.owner(tree, text));
    }
    return leftOut.length() == 1 || TextPattern.ofEach(leftOut.toString()).admitsNo(harm)
        ? guard(text, true)
        : Optional.empty();
  }

  /** {@code all(c in "0123456789" for c in x)}, {@code any(c not in DIGITS for c in x)}. */
  private static Optional<Guard> ofEachCharacter(
      SourceModule module, int generator, boolean all, Harm harm) {
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
            && TextPattern.ofEach(Literals.content(tree, characters)).admitsNo(harm);
    return listed ? guard(tree.child(clause, "right"), all) : Optional.empty();
  }

  private static String operator(SyntaxTree tree, int comparison) {
    int left = tree.namedChild(comparison, 0);
    int right = tree.namedChild(comparison, 1);
    return tree.source().slice(tree.end(left), Math.max(tree.end(left), tree.start(right))).strip();
  }

  /** {@code x in LIST} and {@code x not in LIST}. */
  private static Optional<Guard> ofMembership(SyntaxTree tree, int comparison) {
    int value = tree.namedChild(comparison, 0);
    int list = tree.namedChild(comparison, 1);
    String operator = operator(tree, comparison);
    boolean isIn = operator.equals("in");
    boolean notIn = NOT_IN.matcher(operator).matches();
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
