package io.mcpscore.engine.check.secrets;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code secrets-fallback-key}: a key that the program signs, encrypts or lets in with, and that
 * falls back to a written one when its variable is not set, or that a compose file sets. That the
 * written one reads like a placeholder makes it no better.
 */
public final class SecretsFallbackKeyCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("secrets-fallback-key");

  private static final Pattern LOOK_UP =
      Pattern.compile("(?:.{0,30}\\.)?(?:getenv|environ\\.get|get)");
  private static final Pattern ENVIRONMENT =
      Pattern.compile(
          "(?:process\\.env\\.|process\\.env\\[[\"']|Deno\\.env\\.get\\([\"']"
              + "|(?:os\\.)?(?:getenv|environ\\.get)\\([\"']|os\\.environ\\[[\"'])"
              + "([A-Za-z0-9_]{3,60})(?:[\"'][\\])])?");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    ContainerKeys.in(context).forEach(k -> findings.report(given(k)));
    for (SourceModule module : context.program().modules()) {
      SyntaxTree tree = module.tree();
      Literals.in(tree)
          .filter(s -> module.file().role().deducts() && !Literals.hasGaps(tree, s))
          .filter(s -> isOwnKey(tree, s) || isLogin(context, module, s))
          .forEach(
              s ->
                  findings.report(
                      Spots.at(
                          module,
                          s,
                          Severity.HIGH,
                          Evidence.LIKELY,
                          "When the variable "
                              + variable(tree, s)
                              + " is not set, a key that everybody can read here is used.",
                          null,
                          NamedValue.masked(
                              Literals.contentStart(tree, s), Literals.contentEnd(tree, s)))));
    }
  }

  private static Draft given(ContainerKeys.Key key) {
    NamedValue value = key.value();
    return new Draft(
        value.file(),
        value.start(),
        value.end(),
        key.severity(),
        Evidence.LIKELY,
        "The service is started with a key for " + value.name() + " that everybody can read here.",
        null,
        List.of(),
        value.masked());
  }

  private static boolean isOwnKey(SyntaxTree tree, int string) {
    return SecretNames.isOwnKey(variable(tree, string)) && isKey(Literals.content(tree, string));
  }

  /** A word such as {@code password} is one as well when it opens a door. */
  private static boolean isLogin(CheckContext context, SourceModule module, int string) {
    SyntaxTree tree = module.tree();
    String value = Literals.content(tree, string);
    return !value.isBlank()
        && !Plausibility.isReference(value)
        && SecretNames.isSecret(variable(tree, string))
        && ComparedLogins.isOne(context, module, string);
  }

  private static boolean isKey(String value) {
    return !value.isBlank() && !Plausibility.isWord(value) && !Plausibility.isReference(value);
  }

  /** The variable of the environment that a literal stands in for, or the empty text. */
  private static String variable(SyntaxTree tree, int string) {
    int parent = tree.parent(string);
    return switch (tree.kind(parent)) {
      case "binary_expression", "boolean_operator" -> {
        String operator = tree.text(tree.child(parent, "operator"));
        boolean fallback = operator.equals("||") || operator.equals("??") || operator.equals("or");
        yield fallback && tree.field(string).equals("right")
            ? read(tree, tree.child(parent, "left"))
            : "";
      }
      case "argument_list" -> {
        int first = tree.namedChild(parent, 0);
        String callee = head(tree, tree.child(tree.parent(parent), "function"));
        boolean lookUp =
            LOOK_UP.matcher(callee).matches()
                && (callee.contains("env") || callee.equals("getenv"));
        yield lookUp && tree.namedChild(parent, 1) == string && Literals.isString(tree, first)
            ? Literals.content(tree, first)
            : "";
      }
      default -> "";
    };
  }

  private static String read(SyntaxTree tree, int expression) {
    var matcher = ENVIRONMENT.matcher(head(tree, expression));
    return matcher.matches() ? matcher.group(1) : "";
  }

  private static String head(SyntaxTree tree, int node) {
    return node < 0
        ? ""
        : tree.source().slice(tree.start(node), Math.min(tree.end(node), tree.start(node) + 100));
  }
}
