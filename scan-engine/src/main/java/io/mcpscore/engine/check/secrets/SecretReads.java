package io.mcpscore.engine.check.secrets;

import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The expressions that read a secret: variables of the environment, names and members, stores. */
final class SecretReads {

  private static final int MOST_SHOWN = 4;
  private static final int LONGEST_CALLEE = 120;

  private static final Set<String> LOOK_UP = Set.of("get", "getenv", "pop");

  private static final Pattern STORE =
      Pattern.compile(
          "(?:.{0,60}\\.)?(?:getpass|get_password|getPassword|get_secret_value|getSecretValue"
              + "|get_secret|getSecret|access_secret_version|accessSecretVersion)");

  private static final Pattern MADE_HERE =
      Pattern.compile(
          "(?i)random|secrets\\.|uuid|generat|sha\\d|md5|hash|getpass|\\.length|digest|parse\\("
              + "|tokenize|createElement|null|none|\"\"|''|true|false");

  private static final Pattern SHORT_SLICE =
      Pattern.compile("\\[\\s{0,3}(-?)(\\d{0,4})\\s{0,3}:\\s{0,3}(-?)(\\d{0,4})\\s{0,3}]");

  private SecretReads() {}

  /**
   * What an expression reads, as a phrase.
   *
   * @param variables whether plain names count, which may hold what somebody just typed or made
   */
  static Optional<String> of(SourceModule module, int expression, boolean variables) {
    SyntaxTree tree = module.tree();
    String name =
        switch (tree.kind(expression)) {
          case "identifier", "shorthand_property_identifier" ->
              variables || isConstant(module, expression) ? tree.text(expression) : "";
          case "member_expression" -> tree.text(tree.child(expression, "property"));
          case "attribute" -> tree.text(tree.child(expression, "attribute"));
          case "subscript", "subscript_expression" -> item(tree, expression);
          case "call", "call_expression" -> call(tree, expression);
          default -> "";
        };
    return name.isEmpty() || !SecretNames.isSecret(name) || isCalledOrShort(tree, expression)
        ? Optional.empty()
        : Optional.of("the secret " + name);
  }

  /** A name in capitals that is given a text: a key that stands in the code. */
  private static boolean isConstant(SourceModule module, int identifier) {
    String text = module.tree().text(identifier);
    return text.length() > 3
        && text.equals(text.toUpperCase(Locale.ROOT))
        && SecretNames.isSecret(text);
  }

  private static String item(SyntaxTree tree, int expression) {
    int index = tree.child(expression, "index");
    int key = index == SyntaxTree.NONE ? tree.child(expression, "subscript") : index;
    return Literals.isString(tree, key) && !Literals.hasGaps(tree, key)
        ? Literals.content(tree, key)
        : "";
  }

  /** {@code x.get("token")}, {@code os.getenv("TOKEN")}, {@code keyring.get_password(…)}. */
  private static String call(SyntaxTree tree, int call) {
    int callee = tree.child(call, "function");
    if (callee == SyntaxTree.NONE || tree.end(callee) - tree.start(callee) > LONGEST_CALLEE) {
      return "";
    }
    String text = tree.text(callee);
    if (STORE.matcher(text).matches()) {
      return "secret";
    }
    int first = tree.namedChild(tree.child(call, "arguments"), 0);
    return LOOK_UP.contains(text.substring(text.lastIndexOf('.') + 1))
            && Literals.isString(tree, first)
            && !Literals.hasGaps(tree, first)
        ? Literals.content(tree, first)
        : "";
  }

  /** A method of that name, an object that is gone into, or so little of it that nobody is helped. */
  private static boolean isCalledOrShort(SyntaxTree tree, int expression) {
    int parent = tree.parent(expression);
    if (parent == SyntaxTree.NONE) {
      return false;
    }
    if (tree.field(expression).equals("function") && ExternalCalls.isCall(tree, parent)) {
      return true;
    }
    return tree.is(parent, "subscript")
        && tree.field(expression).equals("value")
        && isShort(tree, parent);
  }

  private static boolean isShort(SyntaxTree tree, int subscript) {
    int value = tree.child(subscript, "value");
    Matcher slice =
        SHORT_SLICE.matcher(
            tree.source()
                .slice(
                    tree.end(value),
                    Math.min(tree.end(subscript), tree.end(value) + LONGEST_CALLEE)));
    if (!slice.matches()) {
      return false;
    }
    boolean head = slice.group(2).isEmpty() && slice.group(3).isEmpty();
    boolean tail = slice.group(1).equals("-") && slice.group(4).isEmpty();
    String shown = head ? slice.group(4) : tail ? slice.group(2) : "";
    return !shown.isEmpty() && Integer.parseInt(shown) <= MOST_SHOWN;
  }

  /** Whether a variable holds something that was made or asked for on the spot. */
  static boolean isMadeHere(SourceModule module, int identifier) {
    Optional<Binding> binding = module.binding(identifier);
    if (binding.orElse(null) instanceof Binding.Variable v && v.value() >= 0) {
      SyntaxTree tree = module.tree();
      int end = Math.min(tree.end(v.value()), tree.start(v.value()) + 200);
      return MADE_HERE.matcher(tree.source().slice(tree.start(v.value()), end)).find();
    }
    return false;
  }
}
