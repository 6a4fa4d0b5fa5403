package io.mcpscore.engine.check.filesystem;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What was done to a path before it is tested: whether {@code ..} and links may still be in it. An
 * unknown function may have taken them out, so only what is known to leave them is called raw.
 */
final class PathForm {

  /** These leave {@code ..} where it is. */
  private static final Set<String> KEEPING =
      Set.of(
          "str",
          "String",
          "strip",
          "trim",
          "lower",
          "toLowerCase",
          "Path",
          "PurePath",
          "PosixPath",
          "joinpath",
          "absolute",
          "expanduser",
          "expandvars",
          "replace",
          "as_posix",
          "toString",
          "get",
          "decodeURIComponent",
          "unquote",
          "fspath");

  private static final Pattern ARGUMENT =
      Pattern.compile(
          "(?:\\w{1,40}\\.)?(?:args|arguments|params|input|kwargs)[.\\[(].{1,80}", Pattern.DOTALL);
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?i)ur[li](?:\\b|_|s\\b|str)|(?-i:Ur[li][A-Z])|://|\\bhost|origin|endpoint|database|token|bearer"
              + "|basename|domain|proto|pathname|route|\\b(?:req|request|self|scope)\\b[.\\[]\\W{0,2}path\\b");
  private static final Pattern DIRECTORY_NAME =
      Pattern.compile(
          "(?i)root|base|dir\\b|dirs\\b|_dir|directory|directories|folder|workspace|allowed|sandbox|cwd|home"
              + "|vault|safe_?path|project|storage");
  private static final Pattern DIRECTORY_TEXT =
      Pattern.compile(
          "(?:/(?:tmp|home|var|data|etc|usr|opt|srv|app|workspaces?|mnt|root|Users|code|repo)\\b|~|[A-Za-z]:[\\\\/]|\\./)"
              + "[^*?<>\\s]{0,200}");
  private static final int LONGEST = 500;
  private static final int DEEPEST = 12;

  private PathForm() {}

  /** Whether an expression is shown to be a path with {@code ..} still in it. */
  static boolean isRaw(SourceModule module, int expression) {
    return isRaw(module, expression, DEEPEST);
  }

  /** The parameter that is tested as it was handed over, at most made a path, or null. */
  static Binding.Parameter handedOver(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    int at = Expressions.valueOf(module, expression);
    for (int i = 0; i < DEEPEST && at != NONE && ExternalCalls.isCall(tree, at); i++) {
      boolean path = Expressions.calledName(tree, at).matches("str|(?:Pure)?(?:Posix)?Path");
      int inner = path ? tree.namedChild(tree.child(at, "arguments"), 0) : NONE;
      at = inner == NONE ? NONE : Expressions.valueOf(module, inner);
    }
    return tree.is(at, "identifier")
            && module.binding(at).orElse(null) instanceof Binding.Parameter p
        ? p
        : null;
  }

  private static boolean isRaw(SourceModule module, int expression, int depth) {
    SyntaxTree tree = module.tree();
    int node = Expressions.unwrap(tree, expression);
    if (node == NONE || depth == 0) {
      return false;
    }
    if (ExternalCalls.isCall(tree, node)) {
      return ofCall(module, node, depth);
    }
    return switch (tree.kind(node)) {
      case "binary_expression", "binary_operator" ->
          isRaw(module, tree.child(node, "left"), depth - 1)
              || isRaw(module, tree.child(node, "right"), depth - 1);
      case "template_string", "string", "template_substitution", "interpolation" ->
          tree.namedChildren(node).anyMatch(c -> isRaw(module, c, depth - 1));
      case "member_expression", "attribute", "subscript", "subscript_expression" ->
          isArgument(tree.text(node));
      case "identifier" -> ofName(module, node, depth);
      default -> false;
    };
  }

  /** Of a sum one raw part is enough; a function that is not known may have normalised it. */
  private static boolean ofCall(SourceModule module, int call, int depth) {
    SyntaxTree tree = module.tree();
    String name = Expressions.calledName(tree, call);
    // path.join of Node takes ".." out, os.path.join does not.
    boolean joins = name.equals("join") && !module.file().language().isScript();
    if (!joins && !KEEPING.contains(name)) {
      return false;
    }
    return isRaw(module, Expressions.owner(tree, call), depth - 1)
        || tree.namedChildren(tree.child(call, "arguments"))
            .anyMatch(a -> isRaw(module, a, depth - 1));
  }

  private static boolean ofName(SourceModule module, int name, int depth) {
    return switch (module.binding(name).orElse(null)) {
      case Binding.Variable v when v.value() != NONE -> isRaw(module, v.value(), depth - 1);
      case Binding.Variable v -> isAssignedRaw(module, name, v, depth);
      case Binding.Parameter p -> isAgents(module, p);
      case null, default -> false;
    };
  }

  /** A variable with several values, or a part of a destructured one. */
  private static boolean isAssignedRaw(
      SourceModule module, int name, Binding.Variable variable, int depth) {
    SyntaxTree tree = module.tree();
    int[] values = values(module, name).toArray();
    String pattern = tree.kind(tree.parent(variable.declaration()));
    boolean destructured = pattern.equals("object_pattern") || pattern.equals("pair_pattern");
    return values.length == 0
        ? destructured
        : IntStream.of(values).allMatch(v -> isRaw(module, v, depth - 1));
  }

  private static IntStream values(SourceModule module, int name) {
    SyntaxTree tree = module.tree();
    int scope = Expressions.scope(module, name);
    return tree.subtree(scope)
        .filter(n -> n < name)
        .filter(n -> tree.is(n, "assignment") || tree.is(n, "assignment_expression"))
        .filter(n -> tree.text(tree.child(n, "left")).equals(tree.text(name)))
        .map(n -> tree.child(n, "right"));
  }

  /** Parameters of functions that an agent's client calls come as they are; others may not. */
  private static boolean isAgents(SourceModule module, Binding.Parameter parameter) {
    SyntaxTree tree = module.tree();
    int function = parameter.function();
    boolean decorated = tree.is(tree.parent(function), "decorated_definition");
    boolean passed = tree.is(tree.parent(function), "arguments");
    return !parameter.path().isEmpty() || decorated || passed;
  }

  private static boolean isArgument(String access) {
    return access.length() < 200 && ARGUMENT.matcher(access).matches();
  }

  /** Whether links were followed before: {@code realpath}, or {@code resolve} of Python. */
  static boolean isReal(SourceModule module, int condition) {
    SyntaxTree tree = module.tree();
    String text = tree.text(condition == 0 ? 0 : Expressions.scope(module, condition));
    return text.contains("realpath")
        || (!module.file().language().isScript() && text.contains(".resolve("));
  }

  /** Whether addresses or routes are compared, and not paths of files. */
  static boolean isAddress(SyntaxTree tree, int tested, int beginning) {
    return ADDRESS.matcher(tree.text(tested)).find()
        || ADDRESS.matcher(tree.text(beginning)).find();
  }

  /** Whether an expression names a directory: by how it was made, or by its name. */
  static boolean isDirectory(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    int node = Expressions.unwrap(tree, expression);
    if (Literals.isString(tree, node)) {
      return DIRECTORY_TEXT.matcher(Literals.content(tree, node)).matches();
    }
    String text = tree.text(node);
    return text.length() < LONGEST && DIRECTORY_NAME.matcher(text).find();
  }
}
