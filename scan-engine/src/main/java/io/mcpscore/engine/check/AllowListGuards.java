package io.mcpscore.engine.check;

import io.mcpscore.engine.flow.SinkRule.Guard;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tests that limit a value to listed ones or to a strict form, which is enough for every sink. */
public final class AllowListGuards {

  private static final Set<String> CONTAINS = Set.of("includes", "has", "__contains__");
  private static final Set<String> SCRIPT_MATCH = Set.of("test");
  private static final Set<String> PYTHON_MATCH = Set.of("re.match", "re.fullmatch");

  /** Anchored, made of words, digits and dashes alone: no dots, slashes, spaces or wildcards. */
  private static final Pattern STRICT =
      Pattern.compile(
          "\\^?(?:[A-Za-z0-9_-]|\\\\w|\\\\d|\\[(?:[A-Za-z0-9_-]|\\\\w|\\\\d)+]|[+*?]"
              + "|\\{[0-9,]+}){1,60}(?:\\$|\\\\Z)?");

  private static final int LONGEST_PATTERN = 200;

  private AllowListGuards() {}

  /** What a condition says, or empty when it is no such test. */
  public static Optional<Guard> of(SourceModule module, int condition) {
    SyntaxTree tree = module.tree();
    return switch (tree.kind(condition)) {
      case "call_expression" -> ofScriptCall(tree, condition);
      case "call" -> ofPythonCall(tree, condition);
      case "comparison_operator" -> ofMembership(tree, condition);
      default -> Optional.empty();
    };
  }

  /** {@code LIST.includes(x)}, {@code SET.has(x)}, {@code /^[a-z]+$/.test(x)}. */
  private static Optional<Guard> ofScriptCall(SyntaxTree tree, int call) {
    int function = tree.child(call, "function");
    int object = tree.child(function, "object");
    String method = tree.text(tree.child(function, "property"));
    int argument = tree.namedChild(tree.child(call, "arguments"), 0);
    boolean listed = CONTAINS.contains(method) && isList(tree, object);
    boolean matched =
        SCRIPT_MATCH.contains(method)
            && tree.is(object, "regex")
            && isStrict(tree.text(tree.child(object, "pattern")), true);
    return listed || matched ? guard(argument, true) : Optional.empty();
  }

  private static Optional<Guard> ofPythonCall(SyntaxTree tree, int call) {
    int arguments = tree.child(call, "arguments");
    int pattern = tree.namedChild(arguments, 0);
    String callee = tree.text(tree.child(call, "function"));
    boolean strict =
        PYTHON_MATCH.contains(callee)
            && Literals.isString(tree, pattern)
            && isStrict(Literals.content(tree, pattern), !callee.endsWith("fullmatch"));
    return strict ? guard(tree.namedChild(arguments, 1), true) : Optional.empty();
  }

  /** {@code x in LIST} and {@code x not in LIST}. */
  private static Optional<Guard> ofMembership(SyntaxTree tree, int comparison) {
    int value = tree.namedChild(comparison, 0);
    int list = tree.namedChild(comparison, 1);
    String operator =
        tree.source().slice(tree.end(value), Math.max(tree.end(value), tree.start(list))).strip();
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

  private static boolean isStrict(String pattern, boolean needsAnchor) {
    boolean anchored =
        !needsAnchor
            || (pattern.startsWith("^") && (pattern.endsWith("$") || pattern.endsWith("\\Z")));
    return anchored && pattern.length() <= LONGEST_PATTERN && STRICT.matcher(pattern).matches();
  }

  private static Optional<Guard> guard(int value, boolean harmlessWhen) {
    return value == SyntaxTree.NONE
        ? Optional.empty()
        : Optional.of(new Guard(value, harmlessWhen));
  }
}
