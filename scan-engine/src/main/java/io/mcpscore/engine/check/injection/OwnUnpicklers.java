package io.mcpscore.engine.check.injection;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Callee;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.program.py.PyArguments;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.regex.Pattern;

/**
 * Classes of the repository that read pickles. A {@code find_class} keeps code out only when it
 * looks module and name up in a list without the builtins: {@code eval} is one of them.
 */
final class OwnUnpicklers {

  private static final Pattern BASE =
      Pattern.compile("(?:_?pickle|cPickle|dill|cloudpickle|pickle5)\\.(?:_?Unpickler)");
  private static final Pattern RAISED = Pattern.compile("\\braise\\b[^\\n]*");
  private static final Pattern WHOLE_MODULES =
      Pattern.compile("(?s).*\\bmodule\\b[^\\n]{0,60}\\b(?:in|startswith|==)\\b.*");
  private static final Pattern NAMES =
      Pattern.compile(
          "(?s).*(?:(?<!find_class)\\(\\s*module\\s*,\\s*name\\s*\\)|\\bname\\b\\s{0,9}(?:not\\s{1,9})?(?:in|[!=]=)\\b"
              + "|f[\"']\\{module}\\.\\{name}|module\\s*\\+).*");

  private OwnUnpicklers() {}

  /**
   * What a new unpickler of the repository is to read, or {@code NONE} when it is no such thing.
   */
  static int read(CheckContext context, Callee callee) {
    Call call = callee.call();
    SourceModule module = call.module();
    if (module.file().language().isScript()
        || callee.isExternal()
        || !Character.isUpperCase(callee.method().isEmpty() ? 'a' : callee.method().charAt(0))
        || !(context.program().resolve(module, callee.function()).orElse(null)
            instanceof Target.Defined d)
        || !d.module().tree().is(d.node(), "class_definition")) {
      return NONE;
    }
    SyntaxTree tree = d.module().tree();
    boolean reads =
        PyArguments.of(tree, d.node()).positional().stream()
            .anyMatch(
                base ->
                    context.program().resolve(d.module(), base).orElse(null)
                            instanceof Target.External e
                        && BASE.matcher(e.qualifiedName()).matches());
    return reads && !isClosed(tree, d.node()) ? call.argument(0) : NONE;
  }

  /** Whether {@code find_class} gives out listed names alone, or nothing. */
  private static boolean isClosed(SyntaxTree tree, int type) {
    int finding =
        tree.subtree(type)
            .filter(n -> tree.is(n, "function_definition"))
            .filter(n -> tree.text(tree.child(n, "name")).equals("find_class"))
            .findFirst()
            .orElse(NONE);
    if (finding == NONE) {
      return false;
    }
    String body = RAISED.matcher(tree.text(tree.child(finding, "body"))).replaceAll("");
    if (body.length() > 4_000) {
      return true;
    }
    boolean whole = WHOLE_MODULES.matcher(body).matches() || body.contains("module.");
    return NAMES.matcher(body).matches() || (!whole && !body.contains("super()"));
  }
}
