package io.mcpscore.engine.check.secrets;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.ModuleMemo;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The expressions that read a secret: variables of the environment, names and members, stores. */
final class SecretReads {

  private static final int MOST_SHOWN = 6;
  private static final int LONGEST_CALLEE = 120;

  private static final Set<String> LOOK_UP = Set.of("get", "getenv", "pop");

  private static final Pattern STORE =
      Pattern.compile(
          "(?:.{0,60}\\.)?(?:getpass|get_password|getPassword|get_secret_value|getSecretValue"
              + "|get_secret|getSecret|access_secret_version|accessSecretVersion)");

  private static final Pattern COLLECTION =
      Pattern.compile(
          "(?i)(?:.{0,60}[._])?(?:tokens|secrets|passwords|credentials|api_?keys)\\.get");

  /** What callers may show, and one of it. */
  private static final Pattern ONE_OF_MANY =
      Pattern.compile(
          "(?i)(?:(?:this|self|settings|config|\\w{1,20}settings)\\.)?_?"
              + "((?:allowed|valid|accepted|configured|api|auth)_?(?:keys|tokens))"
              + "(?:\\[0]|\\.values\\(\\)\\.next\\(\\)\\.value)"
              + "|(?:next\\(iter|list|\\[\\.\\.\\.)\\(?"
              + "(?:self\\.|this\\.)?_?((?:allowed|valid|accepted|configured|api|auth)_?(?:keys|tokens))"
              + "[)\\]]{1,2}(?:\\[0])?");

  private static final Pattern SHORT_SLICE =
      Pattern.compile("\\[\\s{0,3}(-?)(\\d{0,4})\\s{0,3}:\\s{0,3}(-?)(\\d{0,4})\\s{0,3}]");

  /**
   * The place of a secret: a part of a path, or a variable that is said to hold one, as long as
   * nobody reads what is there.
   */
  private static final Pattern PLACE =
      Pattern.compile(
          "(?s)(?!.{0,200}(?:\\bopen\\(|read|load))(?:(?:os\\.)?path\\.(?:basename|dirname|join|resolve"
              + "|expanduser|abspath|normpath)\\(.{0,200}|(?:pathlib\\.)?Path\\(.{0,200}"
              + "|.{0,80}[A-Z0-9]_(?:PATH|FILE|DIR)\\b.{0,60})");

  private static final int LONGEST_PLACE = 240;

  private static final Pattern DIGIT = Pattern.compile("[0-9]");

  private final Program program;
  private final ModuleMemo<Optional<String>> known;

  private SecretReads(CheckContext context) {
    this.program = context.program();
    this.known = new ModuleMemo<>(program);
  }

  /** The reads of a repository, worked out once for all checks. */
  static SecretReads of(CheckContext context) {
    return context.shared(SecretReads.class, SecretReads::new);
  }

  /** What an expression reads, as a phrase. */
  Optional<String> at(SourceModule module, int expression) {
    return known.get(module, expression, e -> read(module, e));
  }

  /** The same without plain names, which may hold what somebody just typed or made. */
  Optional<String> kept(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    return isPlain(tree, expression) && !SecretNames.isConstant(tree.text(expression))
        ? Optional.empty()
        : at(module, expression);
  }

  /**
   * The address of a database that an expression reads, as a phrase: of one by the names that
   * environments give them, as others are often told apart from their passwords. In code that knows
   * databases without users, an address says little.
   */
  Optional<String> login(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    String name = name(tree, expression);
    boolean login =
        SecretNames.isLogin(name)
            && SecretNames.isConstant(name)
            && !isEntered(tree, expression)
            && !module.file().text().holds("sqlite")
            && program.constant(module, expression).isMissingNode();
    return login ? Optional.of("the address " + name + " with its password") : Optional.empty();
  }

  private static boolean isPlain(SyntaxTree tree, int expression) {
    return tree.is(expression, "identifier")
        || tree.is(expression, "shorthand_property_identifier");
  }

  private Optional<String> read(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    String name = name(tree, expression);
    String many = oneOfMany(tree, expression);
    if (!many.isEmpty()) {
      return Optional.of("one of the secrets " + many);
    }
    return SecretNames.isSecret(name)
            && !isEntered(tree, expression)
            && !(name.equals("token")
                && ((isPlain(tree, expression) && isOneOfMany(module, expression))
                    || OtherTokens.isOne(module, expression)))
            && !isWord(program, module, expression)
            && !isPlace(module, expression)
        ? Optional.of("the secret " + name)
        : Optional.empty();
  }

  /** The name of the many that a small expression takes the first of, or the empty text. */
  private static String oneOfMany(SyntaxTree tree, int expression) {
    int length = tree.end(expression) - tree.start(expression);
    boolean part =
        switch (tree.kind(expression)) {
          case "member_expression", "subscript", "subscript_expression", "call" -> length < 100;
          default -> false;
        };
    Matcher one = part ? ONE_OF_MANY.matcher(tree.text(expression)) : null;
    return one != null && one.matches() ? (one.group(1) == null ? one.group(2) : one.group(1)) : "";
  }

  /** What a loop goes through under the name of a token is most often a word of a text. */
  private static boolean isOneOfMany(SourceModule module, int identifier) {
    SyntaxTree tree = module.tree();
    Binding binding = module.binding(identifier).orElse(null);
    int at = binding instanceof Binding.Variable v ? v.declaration() : SyntaxTree.NONE;
    for (int i = 0; i < 4 && at != SyntaxTree.NONE; i++) {
      if (tree.kind(at).startsWith("for_")) {
        return true;
      }
      at = tree.parent(at);
    }
    return false;
  }

  private static boolean isPlace(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    int value =
        tree.is(expression, "identifier") ? Expressions.valueOf(module, expression) : expression;
    return value != expression
        && tree.end(value) - tree.start(value) < LONGEST_PLACE
        && PLACE.matcher(tree.text(value)).matches();
  }

  /** The name by which an expression reads something, or the empty text. */
  static String name(SyntaxTree tree, int expression) {
    return switch (tree.kind(expression)) {
      case "identifier", "shorthand_property_identifier" -> tree.text(expression);
      case "member_expression" -> tree.text(tree.child(expression, "property"));
      case "attribute" -> tree.text(tree.child(expression, "attribute"));
      case "subscript", "subscript_expression" -> item(tree, expression);
      case "call", "call_expression" -> call(tree, expression);
      default -> "";
    };
  }

  /** A constant with a word in it, such as the name of a setting, a label or a selector. */
  private static boolean isWord(Program program, SourceModule module, int expression) {
    JsonNode constant = program.constant(module, expression);
    return constant.isValueNode()
        && !constant.isMissingNode()
        && (!DIGIT.matcher(constant.asText()).find()
            || Plausibility.isPlaceholder(constant.asText()));
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
    if ((text.contains("ass") || text.contains("ecret")) && STORE.matcher(text).matches()) {
      return "secret";
    }
    int first = tree.namedChild(tree.child(call, "arguments"), 0);
    if (text.endsWith(".get") && !Literals.isString(tree, first)) {
      // One of many, whichever it is.
      return COLLECTION.matcher(text).matches() ? "secret" : "";
    }
    return LOOK_UP.contains(text.substring(text.lastIndexOf('.') + 1))
            && Literals.isString(tree, first)
            && !Literals.hasGaps(tree, first)
        ? Literals.content(tree, first)
        : "";
  }

  /**
   * Whether an expression is a method that is called, an object of which something else is read, or
   * read to so little that nobody is helped.
   */
  private static boolean isEntered(SyntaxTree tree, int expression) {
    int parent = tree.parent(expression);
    if (parent == SyntaxTree.NONE) {
      return false;
    }
    if (tree.field(expression).equals("function")) {
      return true;
    }
    boolean object = tree.field(expression).matches("object|value");
    return switch (tree.kind(parent)) {
      case "member_expression", "attribute" -> object && isEnteredBy(tree, parent);
      case "subscript", "subscript_expression" ->
          object && (!item(tree, parent).isEmpty() || isShort(tree, parent));
      default -> false;
    };
  }

  /** {@code secret.name} and {@code secret.get("name")}, but not {@code secret.strip()}. */
  private static boolean isEnteredBy(SyntaxTree tree, int member) {
    int call = tree.parent(member);
    boolean called = call >= 0 && tree.field(member).equals("function");
    return !called || !call(tree, call).isEmpty();
  }

  /** {@code secret[:4]}; scripts have no slices. */
  private static boolean isShort(SyntaxTree tree, int subscript) {
    int value = tree.child(subscript, "value");
    if (value == SyntaxTree.NONE) {
      return false;
    }
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
}
