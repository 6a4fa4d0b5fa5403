package io.mcpscore.engine.check.filesystem;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.Literals;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayDeque;
import java.util.HashSet;
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

  private static final Pattern REQUEST_PATH =
      Pattern.compile("(?i)(?:.*\\b)?(?:req|request|url|uri|ctx|context|scope)\\b.*");
  private static final Pattern NO_DIRECTORY =
      Pattern.compile(
          "(?i)ur[li]|host|origin|endpoint|database|token|bearer|basename|domain|proto");
  private static final int MOST_STEPS = 40;

  private PathForm() {}

  /** Whether an expression is shown to be a path with {@code ..} still in it. */
  static boolean isRaw(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    ArrayDeque<Integer> left = new ArrayDeque<>();
    left.add(expression);
    Set<Integer> seen = new HashSet<>();
    while (!left.isEmpty()) {
      int node = Expressions.unwrap(tree, left.removeFirst());
      if (node == NONE || !seen.add(node)) {
        continue;
      }
      if (seen.size() > MOST_STEPS || !step(module, node, left)) {
        return false;
      }
    }
    return true;
  }

  /** Adds what a node is made of; false when something may have normalised it. */
  private static boolean step(SourceModule module, int node, ArrayDeque<Integer> left) {
    SyntaxTree tree = module.tree();
    if (ExternalCalls.isCall(tree, node)) {
      return call(module, node, left);
    }
    return switch (tree.kind(node)) {
      case "string", "template_string", "integer", "number" -> true;
      case "binary_expression", "binary_operator" -> {
        left.add(tree.child(node, "left"));
        left.add(tree.child(node, "right"));
        yield true;
      }
      case "member_expression", "attribute", "subscript", "subscript_expression" ->
          !REQUEST_PATH.matcher(tree.text(node)).matches();
      case "identifier" -> name(module, node, left);
      default -> false;
    };
  }

  private static boolean call(SourceModule module, int call, ArrayDeque<Integer> left) {
    SyntaxTree tree = module.tree();
    String name = Expressions.calledName(tree, call);
    // path.join of Node takes ".." out, os.path.join does not.
    boolean joins = name.equals("join") && !module.file().language().isScript();
    if (!joins && !KEEPING.contains(name)) {
      return false;
    }
    int owner = Expressions.owner(tree, call);
    if (owner != NONE && !tree.text(owner).matches("os\\.path|os|pathlib|path|urllib\\.parse")) {
      left.add(owner);
    }
    tree.namedChildren(tree.child(call, "arguments")).forEach(left::add);
    return true;
  }

  private static boolean name(SourceModule module, int name, ArrayDeque<Integer> left) {
    return switch (module.binding(name).orElse(null)) {
      case Binding.Variable v when v.value() != NONE -> {
        left.add(v.value());
        yield true;
      }
      case Binding.Variable v -> assigned(module, name, v, left);
      case Binding.Parameter p -> isAgents(module, p);
      case null, default -> false;
    };
  }

  /** A variable with several values, or a part of a destructured one. */
  private static boolean assigned(
      SourceModule module, int name, Binding.Variable variable, ArrayDeque<Integer> left) {
    SyntaxTree tree = module.tree();
    int[] values = values(module, name).toArray();
    IntStream.of(values).forEach(left::add);
    boolean destructured =
        tree.is(tree.parent(variable.declaration()), "object_pattern")
            || tree.is(tree.parent(variable.declaration()), "pair_pattern");
    return values.length > 0 || destructured;
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

  /** Whether links were followed before: {@code realpath}, or {@code resolve} of Python. */
  static boolean isReal(SourceModule module, int condition) {
    SyntaxTree tree = module.tree();
    int scope = Expressions.scope(module, condition);
    String text = tree.text(scope);
    return text.contains("realpath")
        || (!module.file().language().isScript() && text.contains(".resolve("));
  }

  /** Whether an expression names a directory: by how it was made, or by its name. */
  static boolean isDirectory(SourceModule module, int expression) {
    SyntaxTree tree = module.tree();
    int node = Expressions.unwrap(tree, expression);
    if (Literals.isString(tree, node)) {
      return Literals.content(tree, node)
              .matches("(?:/|~|[A-Za-z]:[\\\\/])[^*?<>\\s]{1,200}|\\./[^*?<>\\s]{1,200}")
          && Literals.content(tree, node)
              .matches(
                  "(?:/(?:tmp|home|var|data|etc|usr|opt|srv|app|workspaces?|mnt|root|Users|code|repo)\\b.*"
                      + "|~.*|[A-Za-z]:.*|\\./.*|/[^/]+/[^/]+.*)");
    }
    String text = tree.text(node);
    return !NO_DIRECTORY.matcher(text).find()
        && text.matches(
            "(?is).{0,200}(?:root|base|dir|directory|directories|folder|workspace|allowed|sandbox|cwd"
                + "|home|vault|safe_?path|project|storage|prefix_?path).{0,80}");
  }
}
