package io.mcpscore.engine.check.secrets;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.http.HeaderReads;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code secrets-hardcoded-gate}: a password or key that is compared with one that is written down.
 */
public final class SecretsHardcodedGateCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("secrets-hardcoded-gate");

  private static final Pattern EQUALITY = Pattern.compile("[!=]==?");
  private static final Pattern COMPARING =
      Pattern.compile("(?:.{0,40}\\.)?(?:compare_digest|timingSafeEqual)");

  /** What a program compares a value with to see that nobody has set it. */
  private static final Pattern UNSET =
      Pattern.compile(
          "(?i).*(?:your|change|example|placeholder|xxx|todo|replace|default|<"
              + "|no[-_]?(?:api[-_]?)?key|not[-_]?(?:required|needed|used|set)|unused|dummy|anonymous).*");

  private static final Pattern DIGIT = Pattern.compile("[0-9]");
  private static final int SHORTEST = 4;
  private static final int LONGEST = 128;
  private static final int LONG_WORD = 12;

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (SourceModule module : context.program().modules()) {
      if (module.file().role().deducts()) {
        module
            .tree()
            .ofKinds("binary_expression", "comparison_operator", "call", "call_expression")
            .forEach(
                n ->
                    fixed(context, module, n)
                        .ifPresent(value -> report(context, module, n, value, findings)));
      }
    }
  }

  /** The written-down side of a comparison with a secret, if there is one. */
  private static Optional<Integer> fixed(CheckContext context, SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    int[] sides =
        switch (tree.kind(node)) {
          case "binary_expression" ->
              EQUALITY.matcher(tree.text(tree.child(node, "operator"))).matches()
                  ? new int[] {tree.child(node, "left"), tree.child(node, "right")}
                  : null;
          case "comparison_operator" -> comparison(tree, node);
          case "call", "call_expression" -> digests(tree, node);
          default -> null;
        };
    if (sides == null || sides[0] < 0 || sides[1] < 0) {
      return Optional.empty();
    }
    if (isFixed(context, module, sides[0], sides[1])) {
      return Optional.of(sides[1]);
    }
    if (isFixed(context, module, sides[1], sides[0])) {
      return Optional.of(sides[0]);
    }
    int item = WrittenTables.item(module, sides[0], sides[1]);
    item = item == SyntaxTree.NONE ? WrittenTables.item(module, sides[1], sides[0]) : item;
    return item != SyntaxTree.NONE && isReal(Literals.content(tree, item), false)
        ? Optional.of(item)
        : Optional.empty();
  }

  private static int[] comparison(SyntaxTree tree, int node) {
    int left = tree.namedChild(node, 0);
    int right = tree.namedChild(node, 1);
    if (right == SyntaxTree.NONE || tree.namedChild(node, 2) != SyntaxTree.NONE) {
      return null;
    }
    String operator = tree.source().slice(tree.end(left), tree.start(right)).strip();
    return EQUALITY.matcher(operator).matches() ? new int[] {left, right} : null;
  }

  private static int[] digests(SyntaxTree tree, int call) {
    int callee = tree.child(call, "function");
    if (callee < 0 || !COMPARING.matcher(tree.text(callee)).matches()) {
      return null;
    }
    int arguments = tree.child(call, "arguments");
    return new int[] {tree.namedChild(arguments, 0), tree.namedChild(arguments, 1)};
  }

  private static boolean isFixed(
      CheckContext context, SourceModule module, int secret, int constant) {
    SyntaxTree tree = module.tree();
    String header = HeaderReads.header(module, Expressions.valueOf(module, secret));
    if (HeaderReads.isCredential(header) && Literals.isString(tree, constant)) {
      return !Literals.hasGaps(tree, constant) && isShown(Literals.content(tree, constant));
    }
    String name = SecretReads.name(tree, secret);
    if (!SecretNames.isSecret(name) || SecretNames.isConstant(name)) {
      return false;
    }
    return isReal(context.program().constant(module, constant).asText(""), name.equals("token"));
  }

  /** Whether a value is what a header of callers has to hold; a scheme has a word behind it. */
  private static boolean isShown(String value) {
    return value.length() >= SHORTEST
        && value.length() <= LONGEST
        && !value.isBlank()
        && !UNSET.matcher(value).matches()
        && !Plausibility.isWord(value);
  }

  /** Whether a value lets in, rather than being a word of a protocol. */
  private static boolean isReal(String value, boolean parsed) {
    boolean guessable = Plausibility.isTrivial(value) && !Plausibility.isWord(value);
    boolean real =
        DIGIT.matcher(value).find() || value.length() >= LONG_WORD || (guessable && !parsed);
    return value.length() >= SHORTEST
        && value.length() <= LONGEST
        && !value.contains(" ")
        && real
        && (!parsed || value.length() > 2 * SHORTEST)
        && !UNSET.matcher(value).matches()
        && !Plausibility.isWord(value);
  }

  private static void report(
      CheckContext context, SourceModule module, int node, int value, FindingSink findings) {
    SyntaxTree tree = module.tree();
    List<int[]> masked =
        Literals.isString(tree, value)
            ? NamedValue.masked(
                Literals.contentStart(tree, value), Literals.contentEnd(tree, value))
            : List.of();
    // What is found in a table is mended there.
    boolean within = tree.within(value, node);
    findings.report(
        Spots.reachable(
            context,
            module,
            within || !Literals.isString(tree, value) ? node : value,
            Severity.HIGH,
            "What lets a caller in is written down here. Whoever has read the code gets in, and"
                + " nobody can be locked out without a new release.",
            masked));
  }
}
