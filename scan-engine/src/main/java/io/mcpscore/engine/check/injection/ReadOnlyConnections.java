package io.mcpscore.engine.check.injection;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.check.Mentions;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a repository opens its data base so that nothing can be written: by settings of the
 * libraries. An option of the same name that the repository gives its own functions is none.
 *
 * @param any whether there is one
 */
record ReadOnlyConnections(boolean any) {

  private static final List<String> SETTINGS =
      List.of("mode=ro", "query_only", "set_authorizer", "immutable=1", "OPEN_READONLY");
  private static final List<String> OPTIONS =
      List.of("readonly: true", "readOnly: true", "read_only=True", "readonly=True", "READ_ONLY");

  private static final Set<String> NAMES = Set.of("readonly", "readOnly", "read_only");

  /** Methods that run one statement: their options are not those of the connection. */
  private static final Pattern RUNNING =
      Pattern.compile("(?i)(?:query|execute|run)(?:raw|sql|query|statement|many|script)?");

  /** As a value or a member, and no variable of the environment. */
  private static final Pattern MODE =
      Pattern.compile(
          "(?<!getenv\\(|environ\\[|environ\\.get\\(|env\\[)[\"']READ_ONLY[\"']|(?<!env)\\.READ_ONLY\\b");

  /** Those of a repository, tests aside. */
  static ReadOnlyConnections of(CheckContext context) {
    return context.shared(
        ReadOnlyConnections.class,
        c ->
            new ReadOnlyConnections(
                c.program().modules().stream()
                    .filter(m -> m.file().role().deducts())
                    .anyMatch(m -> Mentions.in(m, SETTINGS) || hasOption(c, m))));
  }

  private static boolean hasOption(CheckContext context, SourceModule module) {
    if (!Mentions.in(module, OPTIONS)) {
      return false;
    }
    SyntaxTree tree = module.tree();
    return MODE.matcher(tree.text(0)).find()
        || tree.ofKinds("pair", "keyword_argument")
            .filter(n -> isTrue(tree, n))
            .anyMatch(n -> isOfLibrary(context, module, n));
  }

  private static boolean isTrue(SyntaxTree tree, int option) {
    boolean keyword = tree.is(option, "keyword_argument");
    String name = tree.text(tree.child(option, keyword ? "name" : "key"));
    return NAMES.contains(name)
        && tree.text(tree.child(option, "value")).equals(keyword ? "True" : "true");
  }

  /** Options that stand for themselves may be used to open a connection later on. */
  private static boolean isOfLibrary(CheckContext context, SourceModule module, int option) {
    SyntaxTree tree = module.tree();
    int at = tree.parent(option);
    while (tree.is(at, "object") || tree.is(at, "pair")) {
      at = tree.parent(at);
    }
    boolean handed = tree.is(at, "arguments") || tree.is(at, "argument_list");
    int call = handed ? tree.parent(at) : NONE;
    if (call == NONE) {
      return true;
    }
    int function = tree.child(call, "function");
    int callee = function == NONE ? tree.child(call, "constructor") : function;
    return !RUNNING.matcher(Expressions.calledName(tree, call)).matches()
        && !(context.program().resolve(module, callee).orElse(null) instanceof Target.Defined);
  }
}
