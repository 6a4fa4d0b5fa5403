package io.mcpscore.engine.check.network;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.Members;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Switches in a branch that is there for operators who ask for it, as in {@code if not verify_ssl:
 * context.check_hostname = False}. Where the setting is that way unless somebody changes it, the
 * switch is nobody's choice.
 */
final class ChosenSwitches {

  private static final Pattern VERIFY =
      Pattern.compile(
          "(?i)\\w{0,40}(?:verif(?:y|ication)|reject_?unauthorized|strict_?(?:ssl|tls)"
              + "|(?:check|validate)_?(?:ssl|tls|cert|host))\\w{0,40}");
  private static final Pattern INSECURE =
      Pattern.compile(
          "(?i)\\w{0,40}(?:insecure|self_?signed|no_?verify"
              + "|(?:skip|ignore|disable|bypass)_?(?:ssl|tls|https|cert|verif)"
              + "|(?:allow|accept|trust)_?(?:invalid|untrusted|all|any|server|unverified))\\w{0,40}");

  /** Values that leave verification off, and no tests for the words that they are written with. */
  private static final Pattern OFF =
      Pattern.compile("(?is)(?!.{0,200}(?:!=|not in)).{0,80}\\bfalse\\b.{0,80}");

  private static final Pattern ON =
      Pattern.compile(
          "(?is)(?:\\w{1,30}\\()?(?:default\\s?=\\s?)?true\\b.{0,80}"
              + "|.{0,80}(?:getenv|environ\\.get)\\(.{1,60},\\s{0,3}[\"'](?:true|1)[\"'].{0,80}");
  private static final int MOST_LEVELS = 30;
  private static final int LONGEST = 240;

  private final CheckContext context;
  private final SourceModule module;
  private final SyntaxTree tree;

  ChosenSwitches(CheckContext context, SourceModule module) {
    this.context = context;
    this.module = module;
    this.tree = module.tree();
  }

  /** Whether a switch is one. */
  boolean isOne(int node) {
    int below = node;
    for (int i = 0; i < MOST_LEVELS; i++) {
      int at = tree.parent(below);
      if (at == NONE || module.isFunction(at)) {
        return false;
      }
      int condition = tree.child(at, "condition");
      boolean branch = tree.is(at, "if_statement") || tree.is(at, "elif_clause");
      if (branch && condition != NONE && condition != below && isSetting(condition)) {
        return true;
      }
      below = at;
    }
    return false;
  }

  private boolean isSetting(int condition) {
    return tree.subtree(condition)
        .limit(60)
        .filter(n -> isName(n) || Literals.isString(tree, n))
        .mapToObj(n -> Literals.isString(tree, n) ? Literals.content(tree, n) : tree.text(n))
        .anyMatch(name -> isAsked(name, VERIFY, OFF) || isAsked(name, INSECURE, ON));
  }

  private boolean isAsked(String name, Pattern kind, Pattern open) {
    return name.length() < 80
        && kind.matcher(name).matches()
        && context.program().modules().stream()
            .filter(m -> m.file().role().deducts() && m.file().text().holds(name))
            .flatMap(m -> values(m.tree(), name))
            .noneMatch(v -> open.matcher(v).matches());
  }

  private boolean isName(int node) {
    return switch (tree.kind(node)) {
      case "identifier", "property_identifier" -> true;
      default -> false;
    };
  }

  /** What a name is declared, defaulted or set to, as it is written. */
  private static Stream<String> values(SyntaxTree tree, String name) {
    return tree.subtree(0)
        .filter(n -> declares(tree, n, name))
        .map(n -> value(tree, n))
        .filter(v -> v != NONE && tree.end(v) - tree.start(v) < LONGEST)
        .mapToObj(tree::text);
  }

  private static boolean declares(SyntaxTree tree, int node, String name) {
    return switch (tree.kind(node)) {
      case "assignment", "object_assignment_pattern" ->
          last(tree, tree.child(node, "left")).equals(name);
      case "default_parameter", "typed_default_parameter" ->
          last(tree, tree.firstChild(node)).equals(name);
      case "variable_declarator", "keyword_argument", "public_field_definition" ->
          tree.text(tree.child(node, "name")).equals(name);
      case "required_parameter" -> tree.text(tree.child(node, "pattern")).equals(name);
      case "pair" -> Members.key(tree, node).equals(name);
      default -> false;
    };
  }

  private static int value(SyntaxTree tree, int declaration) {
    int right = tree.child(declaration, "right");
    return right == NONE ? tree.child(declaration, "value") : right;
  }

  private static String last(SyntaxTree tree, int target) {
    if (target == NONE || tree.end(target) - tree.start(target) > 120) {
      return "";
    }
    String text = tree.text(tree.is(target, "typed_parameter") ? tree.firstChild(target) : target);
    return text.substring(text.lastIndexOf('.') + 1);
  }
}
