package io.mcpscore.engine.check;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.flow.SinkRule.Guard;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.regex.Harm;
import io.mcpscore.engine.regex.TextPattern;
import io.mcpscore.engine.regex.TextPattern.Extent;
import io.mcpscore.engine.regex.Texts;
import io.mcpscore.engine.regex.Texts.Both;
import io.mcpscore.engine.regex.Texts.Either;
import io.mcpscore.engine.regex.Texts.Matching;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Conditions that look at one text, as the sets of texts for which they hold and for which they do
 * not: matches of patterns, comparisons, beginnings, ends and parts, put together with
 * <em>and</em>, <em>or</em> and <em>not</em>. What such a condition lets through can be asked as a
 * whole, where none of its tests alone would be enough.
 */
public final class TextTests {

  private static final int DEEPEST = 12;
  private static final int LONGEST_VALUE = 80;

  /** Methods of Python that look for a match of a pattern. */
  static final Set<String> PYTHON_MATCH = Set.of("match", "fullmatch", "search");

  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Set<String> SEPARATORS = Set.of("path.sep", "os.sep", "sep", "os.path.sep");

  /**
   * What is known of one condition. Both sets may be too large, neither is too small.
   *
   * @param value the tested expression, or {@code NONE} for a condition about something else
   * @param telling whether it says more than one comparison with a text does, which leaves nothing
   *     to ask: a text that is equal to one of the program is harmless anyway
   */
  private record Known(int value, Texts whenTrue, Texts whenFalse, boolean telling) {

    static final Known NOTHING = new Known(NONE, Texts.ALL, Texts.ALL, false);

    Known not() {
      return new Known(value, whenFalse, whenTrue, telling);
    }
  }

  private final Program program;
  private final SourceModule module;
  private final SyntaxTree tree;

  /** Reads the conditions of a module. */
  public TextTests(Program program, SourceModule module) {
    this.program = program;
    this.module = module;
    this.tree = module.tree();
  }

  /** What a condition says about a text, when one of its outcomes leaves no harmful one. */
  public Optional<Guard> of(int condition, Harm harm) {
    Known known = known(condition, DEEPEST);
    if (!known.telling) {
      return Optional.empty();
    }
    boolean free = known.whenTrue.isFreeOf(harm);
    return free || known.whenFalse.isFreeOf(harm)
        ? Optional.of(new Guard(known.value, free))
        : Optional.empty();
  }

  private Known known(int start, int depth) {
    int node = tree.unbracketed(start);
    if (node == NONE || depth == 0) {
      return Known.NOTHING;
    }
    return switch (tree.kind(node)) {
      case "not_operator" -> known(tree.child(node, "argument"), depth - 1).not();
      case "unary_expression" ->
          tree.text(tree.child(node, "operator")).equals("!")
              ? known(tree.child(node, "argument"), depth - 1).not()
              : Known.NOTHING;
      case "boolean_operator", "binary_expression" -> operation(node, depth);
      case "comparison_operator" -> comparison(node);
      case "call_expression", "call" ->
          ExternalCalls.isCall(tree, node) ? call(node) : Known.NOTHING;
      default -> Known.NOTHING;
    };
  }

  private Known operation(int node, int depth) {
    int left = tree.child(node, "left");
    int right = tree.child(node, "right");
    return switch (tree.text(tree.child(node, "operator"))) {
      case "&&", "and" -> joined(known(left, depth - 1), known(right, depth - 1));
      case "||", "or" -> joined(known(left, depth - 1).not(), known(right, depth - 1).not()).not();
      case "===", "==" -> equality(left, right);
      case "!==", "!=" -> equality(left, right).not();
      default -> Known.NOTHING;
    };
  }

  /** Both hold; of a condition about another value nothing is known. */
  private Known joined(Known a, Known b) {
    if (a.value == NONE || b.value == NONE || !tree.text(a.value).equals(tree.text(b.value))) {
      Known one = a.value == NONE ? b : a;
      return new Known(one.value, one.whenTrue, Texts.ALL, one.telling);
    }
    return new Known(
        a.value, new Both(a.whenTrue, b.whenTrue), new Either(a.whenFalse, b.whenFalse), true);
  }

  private Known comparison(int node) {
    int left = tree.namedChild(node, 0);
    int right = tree.namedChild(node, 1);
    if (right == NONE || tree.namedChild(node, 2) != NONE) {
      return Known.NOTHING;
    }
    String operator = tree.source().slice(tree.end(left), tree.start(right)).strip();
    return switch (BLANKS.matcher(operator).replaceAll(" ")) {
      case "==" -> equality(left, right);
      case "!=" -> equality(left, right).not();
      case "in" -> membership(left, right);
      case "not in" -> membership(left, right).not();
      default -> Known.NOTHING;
    };
  }

  private Known equality(int left, int right) {
    boolean swapped = Literals.isString(tree, tree.unbracketed(left));
    return told(swapped ? right : left, swapped ? left : right, q -> "^" + q + "$");
  }

  /** {@code "/" in x}, {@code x in (".", "..")}. */
  private Known membership(int left, int list) {
    int right = tree.unbracketed(list);
    if (!tree.is(right, "tuple") && !tree.is(right, "list") && !tree.is(right, "set")) {
      return told(right, left, q -> q);
    }
    Known any = Known.NOTHING;
    for (int item : tree.namedChildren(right).toArray()) {
      Known one = told(left, item, q -> "^" + q + "$");
      if (one.value == NONE) {
        return Known.NOTHING;
      }
      any = any.value == NONE ? one : joined(any.not(), one.not()).not();
    }
    return any;
  }

  private Known call(int call) {
    int owner = Expressions.owner(tree, call);
    int arguments = tree.child(call, "arguments");
    int first = tree.namedChild(arguments, 0);
    String name = Expressions.calledName(tree, call);
    if (owner == NONE || first == NONE) {
      return Known.NOTHING;
    }
    if (!module.file().language().isScript() && PYTHON_MATCH.contains(name)) {
      boolean direct = tree.text(owner).equals("re");
      int value = direct ? tree.namedChild(arguments, 1) : first;
      return Patterns.of(program, module, direct ? first : owner, extent(module, name))
          .map(p -> about(value, p, true))
          .orElse(Known.NOTHING);
    }
    return switch (name) {
      case "test" -> matched(owner, first);
      case "match" -> matched(first, owner);
      case "includes" -> told(owner, first, q -> q);
      case "startsWith", "startswith" -> told(owner, first, q -> "^" + q);
      case "endsWith", "endswith" -> told(owner, first, q -> q + "$");
      default -> Known.NOTHING;
    };
  }

  /** Where a match counts for a method that looks for one. */
  static Extent extent(SourceModule module, String method) {
    boolean python = !module.file().language().isScript();
    return switch (method) {
      case "match" -> python ? Extent.FROM_START : Extent.ANYWHERE;
      case "fullmatch" -> Extent.WHOLE;
      default -> Extent.ANYWHERE;
    };
  }

  private Known matched(int regex, int value) {
    return Patterns.of(program, module, regex, Extent.ANYWHERE)
        .map(p -> about(value, p, true))
        .orElse(Known.NOTHING);
  }

  /** A test of a value with a text of the program. */
  private Known told(int value, int written, Function<String, String> pattern) {
    int literal = tree.unbracketed(written);
    boolean separator = SEPARATORS.contains(tree.text(literal));
    boolean text = Literals.isString(tree, literal) && !Literals.hasGaps(tree, literal);
    if (!separator && !text) {
      return Known.NOTHING;
    }
    String content = separator ? "/" : Literals.content(tree, literal);
    // A backslash that is written as an escape; others do not matter to what is asked here.
    String meant = content.replace("\\\\", "\\");
    return about(value, TextPattern.of(pattern.apply(TextPattern.quoted(meant))), false);
  }

  private Known about(int tested, TextPattern pattern, boolean telling) {
    int value = tree.unbracketed(tested);
    boolean named =
        value != NONE
            && tree.end(value) - tree.start(value) <= LONGEST_VALUE
            && switch (tree.kind(value)) {
              case "identifier",
                  "member_expression",
                  "attribute",
                  "subscript",
                  "subscript_expression",
                  "call",
                  "call_expression" ->
                  true;
              default -> false;
            };
    Texts matching = new Matching(pattern);
    return named ? new Known(value, matching, matching.others(), telling) : Known.NOTHING;
  }
}
