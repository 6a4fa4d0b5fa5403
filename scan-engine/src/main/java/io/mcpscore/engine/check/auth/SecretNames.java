package io.mcpscore.engine.check.auth;

import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.check.http.RequestValues;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.regex.Pattern;

/** Names of expected credentials: those a server holds, not those that a caller sends. */
final class SecretNames {

  private static final Pattern SECRET =
      Pattern.compile(
          "(?i).{0,40}(?:token|secret|api_?keys?|password|passphrase|auth_?key|access_?key|bearer"
              + "|credentials?)");
  private static final Pattern SETTING =
      Pattern.compile(
          "(?is).{0,80}(?:process\\.env|getenv|environ|settings|config|options|opts|args|env\\b"
              + "|Deno\\.env|Bun\\.env).{0,200}");
  private static final Pattern CALLERS =
      Pattern.compile(
          "(?i).{0,20}(?:provided|received|incoming|request|client|user|given|sent).{0,40}");

  private SecretNames() {}

  /** Whether a name says that it holds a credential. */
  static boolean isSecret(String name) {
    return name.length() < 80 && SECRET.matcher(name).matches();
  }

  /** Whether an expression is a credential that comes from the settings of the server. */
  static boolean isExpected(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    if (expression == SyntaxTree.NONE || tree.end(expression) - tree.start(expression) > 120) {
      return false;
    }
    String text = tree.text(expression);
    String name = lastName(tree, expression);
    if (!isSecret(name)
        || CALLERS.matcher(name).matches()
        || RequestValues.reaches(module, expression, SyntaxTree.NONE)) {
      return false;
    }
    return switch (tree.kind(expression)) {
      case "identifier" -> isFromSettings(module, expression);
      case "member_expression", "attribute", "subscript_expression", "subscript" ->
          SETTING.matcher(text).matches() || text.startsWith("this.") || text.startsWith("self.");
      default -> false;
    };
  }

  private static boolean isFromSettings(SourceModule module, int identifier) {
    SyntaxTree tree = module.tree();
    Binding binding = module.binding(identifier).orElse(null);
    if (!(binding instanceof Binding.Variable v)) {
      return binding instanceof Binding.Import;
    }
    int value = v.value() == SyntaxTree.NONE ? v.declaration() : v.value();
    int length = tree.end(value) - tree.start(value);
    return length < 300 && SETTING.matcher(tree.text(value)).matches();
  }

  /** The last part of a name: {@code API_KEY} of {@code process.env.API_KEY}. */
  static String lastName(SyntaxTree tree, int expression) {
    if (expression == SyntaxTree.NONE) {
      return "";
    }
    return switch (tree.kind(expression)) {
      case "identifier" -> tree.text(expression);
      case "member_expression" -> tree.text(tree.child(expression, "property"));
      case "attribute" -> tree.text(tree.child(expression, "attribute"));
      case "subscript_expression" -> key(tree, tree.child(expression, "index"));
      case "subscript" -> key(tree, tree.child(expression, "subscript"));
      default -> "";
    };
  }

  private static String key(SyntaxTree tree, int node) {
    return Literals.isString(tree, node) ? Literals.content(tree, node) : "";
  }
}
