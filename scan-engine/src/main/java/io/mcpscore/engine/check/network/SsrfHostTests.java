package io.mcpscore.engine.check.network;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tests of a host or an address that other hosts pass as well. */
final class SsrfHostTests {

  private static final Pattern DOMAIN =
      Pattern.compile(
          "(?i)\\.?[a-z0-9-]{1,60}(?:\\.[a-z0-9-]{1,60}){0,4}\\.(?:com|net|org|io|dev|ai|co|app|gov|edu|internal|local|cloud|us|uk|de|eu|cn|[a-z]{2})");
  private static final Pattern HOST_NAME =
      Pattern.compile(
          "(?i)(?:.{0,60}[._])?(?:host|hostname|host_name|netloc|domain|authority)(?:\\.(?:lower|toLowerCase)\\(\\))?");
  private static final Pattern URL_NAME =
      Pattern.compile(
          "(?i)(?:.{0,60}[._])?\\w{0,20}(?:url|uri|href|link|origin|endpoint)(?:\\.(?:lower|toLowerCase|toString)\\(\\))?");
  private static final Pattern OPEN_PREFIX = Pattern.compile("(?i)https?://[a-z0-9.-]{3,80}");
  private static final Pattern PATTERN_DOMAIN =
      Pattern.compile("(?i)[a-z0-9-]{2,60}\\\\?\\.(?:com|net|org|io|dev|ai|co|app|internal)");

  private static final Pattern PRIVATE =
      Pattern.compile("(?s).*[\"'](?:127\\.|10\\.|192\\.168\\.|169\\.254\\.).*");

  private final SourceModule module;
  private final SyntaxTree tree;
  private final boolean byText;

  /**
   * @param byText whether nothing in the module looks at addresses but by their text
   */
  SsrfHostTests(SourceModule module, boolean byText) {
    this.module = module;
    this.tree = module.tree();
    this.byText = byText;
  }

  /** Why a test is weak, or empty when it is none or a good one. */
  Optional<String> weakness(int node) {
    return switch (tree.kind(node)) {
      case "comparison_operator" -> contained(node);
      case "call_expression" -> call(node);
      case "call" -> tree.isNamed(node) ? call(node) : Optional.empty();
      default -> Optional.empty();
    };
  }

  /** {@code "example.com" in host}. */
  private Optional<String> contained(int node) {
    int left = tree.namedChild(node, 0);
    int right = tree.namedChild(node, 1);
    if (right == NONE || !Literals.isString(tree, left) || tree.namedChild(node, 2) != NONE) {
      return Optional.empty();
    }
    String operator =
        tree.source().slice(tree.end(left), Math.max(tree.end(left), tree.start(right))).strip();
    return operator.equals("in") && isDomain(left) && isAddress(right)
        ? Optional.of("a part of the text is looked for, which any other host can hold")
        : Optional.empty();
  }

  private Optional<String> call(int call) {
    int function = tree.child(call, "function");
    int object = tree.child(function, "object");
    int property = tree.child(function, "property");
    String method = tree.text(property == NONE ? tree.child(function, "attribute") : property);
    int first = tree.namedChild(tree.child(call, "arguments"), 0);
    if (first == NONE || object == NONE) {
      return Optional.empty();
    }
    if (method.equals("startswith") && byText && isHost(object) && isPrivate(first)) {
      return Optional.of(
          "private addresses are told by how they begin, but names, numbers and IPv6 lead there too");
    }
    return switch (method) {
      case "includes" ->
          Literals.isString(tree, first) && isDomain(first) && isAddress(object)
              ? Optional.of("a part of the text is looked for, which any other host can hold")
              : Optional.empty();
      case "endsWith", "endswith" ->
          isDomain(first) && !content(first).startsWith(".") && isHost(object)
              ? Optional.of(
                  "the end is tested without its dot, so that evil" + content(first) + " passes")
              : Optional.empty();
      case "startsWith", "startswith" ->
          Literals.isString(tree, first)
                  && OPEN_PREFIX.matcher(content(first)).matches()
                  && content(first).contains(".")
                  && isUrl(object)
              ? Optional.of("the beginning is tested without the slash behind the host")
              : Optional.empty();
      case "test" ->
          isAddress(first) ? pattern(tree.text(tree.child(object, "pattern"))) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Optional<String> pattern(String pattern) {
    Matcher domain = PATTERN_DOMAIN.matcher(pattern);
    boolean anchored = pattern.startsWith("^") && pattern.matches("(?s).*(?:\\$|/|\\\\/).{0,20}");
    return pattern.length() < 300 && domain.find() && !anchored
        ? Optional.of("the pattern has no anchors, so that it is found in other hosts")
        : Optional.empty();
  }

  /** Beginnings of private addresses, also under a name. */
  private boolean isPrivate(int prefixes) {
    String text = tree.text(Expressions.valueOf(module, prefixes));
    return text.length() < 1_000 && PRIVATE.matcher(text).matches();
  }

  private boolean isDomain(int literal) {
    return Literals.isString(tree, literal) && DOMAIN.matcher(content(literal)).matches();
  }

  private String content(int literal) {
    return Literals.content(tree, literal);
  }

  private boolean isAddress(int node) {
    return isHost(node) || isUrl(node);
  }

  /** Whether an expression is named like a host. */
  boolean isHost(int node) {
    return HOST_NAME.matcher(brief(node)).matches();
  }

  private boolean isUrl(int node) {
    return URL_NAME.matcher(brief(node)).matches();
  }

  private String brief(int node) {
    String text = tree.text(node);
    return text.length() > 120
            || (ExternalCalls.isCall(tree, node)
                && !text.matches("(?s).*\\.(?:lower|toLowerCase|toString)\\(\\)"))
        ? ""
        : text;
  }
}
