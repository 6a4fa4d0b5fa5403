package io.mcpscore.engine.check;

import io.mcpscore.engine.flow.SinkRule.Guard;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.regex.Harm;
import io.mcpscore.engine.regex.TextPattern;
import io.mcpscore.engine.regex.TextPattern.Extent;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tests after which a value is one of a list that the server keeps, or has the form of a plain
 * name: {@link AllowListGuards}, lists that are built at run time, patterns with a name, and
 * methods such as {@code isidentifier}.
 */
public final class ValueTests {

  private static final Set<String> MATCHES = Set.of("test", "match", "fullmatch", "exec");
  private static final Set<String> CONTAINS = Set.of("includes", "has", "hasOwnProperty");

  /** Names of things that are searched for a part, not for a member. */
  private static final Pattern TEXT_NAME =
      Pattern.compile(
          "(?i).{0,80}(?:url|uri|host(?:name)?|sql|query|text|str|string|lower|path|netloc"
              + "|name|href|origin|statement|value|input|message|content)(?:\\(\\))?");

  /** Calls that list what there is. */
  private static final Pattern LISTING =
      Pattern.compile(
          "(?s)(?:.{0,60}\\.)?(?:listdir|readdirSync|Object\\.keys|list|set|sorted)\\([^()]{1,80}\\)");

  private static final Pattern SIMPLE_LIST =
      Pattern.compile("(?:[\\w.$]|\\(\\)|\\[['\"]\\w+['\"]]){1,120}");

  /** All but names with dots, signs of the dollar and spaces. */
  private static final Harm BEYOND_WORDS = new Harm("[^\\w.$ -]");

  private ValueTests() {}

  /** What a condition says about a value, or empty when it is no such test. */
  public static Optional<Guard> of(Program program, SourceModule module, int condition) {
    return of(program, module, condition, BEYOND_WORDS);
  }

  /**
   * The same where a value may have another form.
   *
   * @param harm what a value must not hold after a test by a pattern
   */
  public static Optional<Guard> of(Program program, SourceModule module, int condition, Harm harm) {
    Optional<Guard> listed = AllowListGuards.of(program, module, condition);
    if (listed.isPresent()) {
      return listed;
    }
    SyntaxTree tree = module.tree();
    return switch (tree.kind(condition)) {
      case "call_expression" -> ofCall(program, module, condition, harm);
      case "call" ->
          tree.isNamed(condition) ? ofCall(program, module, condition, harm) : Optional.empty();
      case "comparison_operator" -> ofIn(tree, condition);
      default -> Optional.empty();
    };
  }

  /** Those tests alone that look a value up in a list or table, whatever it is filled with. */
  public static Optional<Guard> ofMembership(SourceModule module, int condition) {
    SyntaxTree tree = module.tree();
    if (tree.is(condition, "comparison_operator")) {
      return ofIn(tree, condition);
    }
    int function = tree.child(condition, "function");
    String method = tree.text(tree.child(function, "property"));
    return CONTAINS.contains(method) && isList(tree, tree.child(function, "object"))
        ? guard(tree.namedChild(tree.child(condition, "arguments"), 0))
        : Optional.empty();
  }

  private static Optional<Guard> ofCall(Program program, SourceModule module, int call, Harm harm) {
    SyntaxTree tree = module.tree();
    int function = tree.child(call, "function");
    int object = tree.child(function, "object");
    int property = tree.child(function, "property");
    String method =
        tree.text(property == SyntaxTree.NONE ? tree.child(function, "attribute") : property);
    int first = tree.namedChild(tree.child(call, "arguments"), 0);
    if (CONTAINS.contains(method) && isList(tree, object)) {
      return guard(first);
    }
    if (!MATCHES.contains(method) || first == SyntaxTree.NONE) {
      return Optional.empty();
    }
    Extent extent = TextTests.extent(module, method);
    boolean direct = tree.text(object).equals("re");
    int value = direct ? tree.namedChild(tree.child(call, "arguments"), 1) : first;
    return isStrict(Patterns.of(program, module, direct ? first : object, extent), harm)
        ? guard(value)
        : Optional.empty();
  }

  private static boolean isStrict(Optional<TextPattern> pattern, Harm harm) {
    return pattern.filter(p -> p.admitsNo(harm)).isPresent();
  }

  /** {@code x in tables} and {@code x not in tables}. */
  private static Optional<Guard> ofIn(SyntaxTree tree, int comparison) {
    return Membership.of(tree, comparison)
        .filter(m -> !Literals.isString(tree, m.value()))
        .filter(m -> isList(tree, tree.unbracketed(m.list())))
        .map(m -> new Guard(m.value(), m.isIn()));
  }

  private static boolean isList(SyntaxTree tree, int node) {
    if (node == SyntaxTree.NONE || Literals.isString(tree, node)) {
      return false;
    }
    return switch (tree.kind(node)) {
      case "identifier", "member_expression", "attribute", "call_expression", "call" -> {
        String text = tree.text(node);
        yield LISTING.matcher(text).matches()
            || (SIMPLE_LIST.matcher(text).matches() && !TEXT_NAME.matcher(text).matches());
      }
      case "set_comprehension", "list_comprehension", "array", "list", "set", "tuple" -> true;
      default -> false;
    };
  }

  private static Optional<Guard> guard(int value) {
    return value == SyntaxTree.NONE ? Optional.empty() : Optional.of(new Guard(value, true));
  }
}
