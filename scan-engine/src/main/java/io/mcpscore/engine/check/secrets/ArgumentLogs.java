package io.mcpscore.engine.check.secrets;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.program.py.PyParameter;
import io.mcpscore.engine.program.py.PySyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decorators of Python that log every argument of what they wrap, on tools of which an argument is
 * a credential.
 */
final class ArgumentLogs {

  private static final int LONGEST = 6_000;
  private static final Pattern MASKING =
      Pattern.compile(
          "(?i)mask|redact|censor|scrub|sanitiz|sensitive|secret|password|\\.pop\\(|\\*{3}");

  private ArgumentLogs() {}

  /** Reports each place that logs, with the first tool of which it logs a credential. */
  static void report(CheckContext context, FindingSink findings) {
    Set<String> told = new HashSet<>();
    for (ToolDeclaration tool : context.servers().tools()) {
      Handler handler = tool.handler();
      if (handler == null || handler.module().file().language().isScript()) {
        continue;
      }
      String secret = secret(handler).orElse(null);
      if (secret == null) {
        continue;
      }
      SyntaxTree tree = handler.module().tree();
      for (int decorator : PySyntax.decorators(tree, handler.function())) {
        int named = tree.is(decorator, "call") ? tree.child(decorator, "function") : decorator;
        if (context.program().resolve(handler.module(), named).orElse(null)
                instanceof Target.Defined d
            && d.module().isFunction(d.node())) {
          int log = log(d.module(), d.node());
          if (log != NONE && told.add(d.module().file().path() + "#" + log)) {
            findings.report(
                Spots.at(
                    d.module(),
                    log,
                    Severity.MEDIUM,
                    Evidence.PROVEN,
                    "Every argument of what is wrapped is written to a log, "
                        + secret
                        + " of this tool as well.",
                    tool.name(),
                    List.of()));
          }
        }
      }
    }
  }

  private static Optional<String> secret(Handler handler) {
    return PySyntax.parameters(handler.module().tree(), handler.function()).stream()
        .map(PyParameter::name)
        .filter(SecretNames::isSecret)
        .findFirst();
  }

  /** A call that logs what the wrapper takes for any arguments, or {@code NONE}. */
  private static int log(SourceModule module, int decorator) {
    SyntaxTree tree = module.tree();
    boolean known = tree.end(decorator) - tree.start(decorator) < LONGEST;
    if (!known || MASKING.matcher(tree.text(decorator)).find()) {
      return NONE;
    }
    Set<String> any = new HashSet<>();
    tree.subtree(decorator)
        .filter(n -> tree.is(n, "function_definition"))
        .forEach(
            n ->
                PySyntax.parameters(tree, n).stream()
                    .filter(p -> p.kind() == PyParameter.Kind.KEYWORD_REST)
                    .forEach(p -> any.add(p.name())));
    return tree.subtree(decorator)
        .filter(n -> ExternalCalls.isCall(tree, n))
        .filter(
            n ->
                LogCalls.written(module, n).stream()
                    .anyMatch(a -> tree.subtree(a).anyMatch(i -> isWhole(tree, i, any))))
        .findFirst()
        .orElse(NONE);
  }

  /** The arguments as a table, not their names or one of them. */
  private static boolean isWhole(SyntaxTree tree, int node, Set<String> names) {
    int parent = tree.parent(node);
    return tree.is(node, "identifier")
        && names.contains(tree.text(node))
        && !tree.is(parent, "attribute")
        && !tree.is(parent, "subscript")
        && !tree.is(parent, "dictionary_splat")
        && !(tree.is(tree.parent(parent), "call")
            && tree.text(tree.child(tree.parent(parent), "function"))
                .matches("list|sorted|len|set|tuple"));
  }
}
