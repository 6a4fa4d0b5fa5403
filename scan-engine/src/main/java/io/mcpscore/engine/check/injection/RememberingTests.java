package io.mcpscore.engine.check.injection;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.flow.SinkRule;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tests of forbidden texts by expressions with the flag {@code g} or {@code y} that outlive the
 * call: after a match they go on behind it, in whatever text comes next.
 *
 * @param context the repository
 */
record RememberingTests(CheckContext context) implements SinkRule {

  /** One of these is in every module with such an expression. */
  private static final List<String> WORDS = List.of(".test(");

  private static final Set<String> EACH = Set.of("some", "every", "find", "filter", "forEach");

  /** Of these the outcome is that of their test. */
  private static final Set<String> PASSING = Set.of("some", "find", "filter");

  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "(?i).*(?:danger|block|forbid|deny|denied|suspicious|unsafe|malicious|harmful|attack|inject"
              + "|disallow|prohibit|evil|exploit|traversal|threat|sensitive|secret).*");
  private static final Pattern REFUSAL =
      Pattern.compile(
          "(?is)return\\s+(?:false|null)\\b.*|return.{0,400}(?:error|invalid|denied|block|unsafe|forbid"
              + "|refus|reject|not allowed|(?:valid|safe|allowed|ok|success)[\"']?\\s*:\\s*false).*");
  private static final Pattern NOTED =
      Pattern.compile("(?i).*(?:error|issue|violation|threat|problem|reason|denied|reject).*");
  private static final int MOST_LEVELS = 12;

  @Override
  public boolean concerns(SourceModule module) {
    return module.file().language().isScript()
        && WORDS.stream().anyMatch(module.file().text()::holds);
  }

  @Override
  public List<Integer> sinks(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    if (!concerns(module) || !tree.is(node, "call_expression")) {
      return List.of();
    }
    int function = tree.child(node, "function");
    int tested = tree.namedChild(tree.child(node, "arguments"), 0);
    boolean test =
        tested != NONE
            && tree.is(function, "member_expression")
            && tree.text(tree.child(function, "property")).equals("test");
    int pattern = test ? tree.child(function, "object") : NONE;
    return pattern != NONE && remembers(module, pattern) && refuses(module, node, pattern)
        ? List.of(tested)
        : List.of();
  }

  /** Whether a pattern, or one of the list that it is taken from, outlives the call. */
  private boolean remembers(SourceModule module, int pattern) {
    SyntaxTree tree = module.tree();
    int name = tree.is(pattern, "member_expression") ? tree.child(pattern, "object") : pattern;
    int list = tree.is(name, "identifier") ? listBehind(module, name) : NONE;
    Optional<Target.Defined> given = context.program().given(module, list == NONE ? pattern : list);
    return given.isPresent()
        && isKept(given.get().module(), given.get().node())
        && (list != NONE || given.get().module().tree().is(given.get().node(), "regex"))
        && given
            .get()
            .module()
            .tree()
            .subtree(given.get().node())
            .anyMatch(n -> isRemembering(given.get().module().tree(), n))
        && !isReset(module, pattern);
  }

  private static boolean isRemembering(SyntaxTree tree, int node) {
    return tree.is(node, "regex") && tree.text(tree.child(node, "flags")).matches(".*[gy].*");
  }

  /** Whether a value is made once: by the module, as a field, or by a constructor. */
  private static boolean isKept(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    int at = node;
    while (at > 0 && !module.isFunction(at)) {
      at = tree.parent(at);
    }
    return at <= 0 || tree.text(tree.child(at, "name")).equals("constructor");
  }

  /** The list that a name goes through, in a loop or as a parameter of a callback. */
  private static int listBehind(SourceModule module, int name) {
    SyntaxTree tree = module.tree();
    Binding binding = module.binding(name).orElse(null);
    if (binding instanceof Binding.Variable v) {
      int at = v.declaration();
      while (at > 0 && tree.kind(at).matches(".*(?:pattern|identifier|declarator|declaration)")) {
        at = tree.parent(at);
      }
      return tree.is(at, "for_in_statement") ? entries(tree, tree.child(at, "right")) : NONE;
    }
    if (!(binding instanceof Binding.Parameter p)) {
      return NONE;
    }
    int list = tree.parent(p.function());
    int call = tree.is(list, "arguments") ? tree.parent(list) : NONE;
    return call != NONE
            && p.index() == 0
            && ExternalCalls.isCall(tree, call)
            && EACH.contains(Expressions.calledName(tree, call))
        ? entries(tree, Expressions.owner(tree, call))
        : NONE;
  }

  /** The table of {@code Object.entries(table)}, anything else as it is. */
  private static int entries(SyntaxTree tree, int list) {
    boolean view =
        list != NONE
            && ExternalCalls.isCall(tree, list)
            && tree.text(tree.child(list, "function")).matches("Object\\.(?:entries|values)");
    return view ? tree.namedChild(tree.child(list, "arguments"), 0) : list;
  }

  /** {@code pattern.lastIndex = 0}. */
  private static boolean isReset(SourceModule module, int pattern) {
    SyntaxTree tree = module.tree();
    int function = pattern;
    while (function > 0 && !module.isFunction(function)) {
      function = tree.parent(function);
    }
    return tree.text(Math.max(function, 0)).contains("lastIndex");
  }

  /** Whether a match makes the program refuse. */
  private boolean refuses(SourceModule module, int test, int pattern) {
    SyntaxTree tree = module.tree();
    int list = tree.is(pattern, "identifier") ? listBehind(module, pattern) : NONE;
    boolean forbids =
        FORBIDDEN.matcher(tree.text(pattern)).matches()
            || (list != NONE && FORBIDDEN.matcher(tree.brief(list, 120)).matches());
    int at = test;
    for (int i = 0; i < MOST_LEVELS && at > 0; i++) {
      int parent = tree.parent(at);
      switch (tree.kind(parent)) {
        case "unary_expression" -> {
          return false;
        }
        case "if_statement" -> {
          return tree.child(parent, "condition") == at
              && (forbids || isRefusal(tree, tree.child(parent, "consequence")));
        }
        case "variable_declarator" -> {
          return forbids || FORBIDDEN.matcher(tree.text(tree.child(parent, "name"))).matches();
        }
        case "return_statement" -> {
          return forbids;
        }
        case "arrow_function" -> {
          int call = tree.parent(tree.parent(parent));
          boolean passed =
              tree.is(tree.parent(parent), "arguments")
                  && PASSING.contains(Expressions.calledName(tree, call));
          if (!passed) {
            return false;
          }
          at = call;
        }
        default -> at = parent;
      }
    }
    return false;
  }

  private static boolean isRefusal(SyntaxTree tree, int way) {
    return tree.subtree(way)
        .anyMatch(
            n ->
                tree.is(n, "throw_statement")
                    || (tree.is(n, "return_statement")
                        && REFUSAL.matcher(tree.brief(n, 500)).matches())
                    || (ExternalCalls.isCall(tree, n)
                        && Expressions.calledName(tree, n).equals("push")
                        && NOTED.matcher(tree.brief(Expressions.owner(tree, n), 80)).matches()));
  }
}
