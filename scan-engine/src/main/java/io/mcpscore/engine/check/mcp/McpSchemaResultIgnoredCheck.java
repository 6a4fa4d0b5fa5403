package io.mcpscore.engine.check.mcp;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.program.Binding;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.Set;

/** {@code mcp-schema-result-ignored}: a validation whose result nobody looks at. */
public final class McpSchemaResultIgnoredCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("mcp-schema-result-ignored");

  /** They tell by their result and never throw. */
  private static final Set<String> TELLS = Set.of("safeParse", "safeParseAsync", "is_valid");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (SourceModule module : context.program().modules()) {
      SyntaxTree tree = module.tree();
      for (int n : ExternalCalls.nodes(tree).toArray()) {
        if (TELLS.contains(method(tree, n)) && isLost(module, n)) {
          report(context, module, n, findings);
        }
      }
    }
  }

  private static void report(
      CheckContext context, SourceModule module, int call, FindingSink findings) {
    SyntaxTree tree = module.tree();
    boolean reached = !context.flow().reaching(module, call).isEmpty();
    findings.report(
        new FindingSink.Draft(
            module.file(),
            tree.start(call),
            tree.end(call),
            reached ? Severity.MEDIUM : Severity.LOW,
            reached ? Evidence.PROVEN : Evidence.HEURISTIC,
            "The result of "
                + method(tree, call)
                + " is never looked at: values that do not fit go on as if they did.",
            null,
            List.of(),
            List.of()));
  }

  private static String method(SyntaxTree tree, int call) {
    int function = tree.child(call, "function");
    return tree.text(
        tree.child(function, tree.is(function, "attribute") ? "attribute" : "property"));
  }

  /** Whether the call is a statement of its own, or fills a name that is not read. */
  private static boolean isLost(SourceModule module, int call) {
    SyntaxTree tree = module.tree();
    int parent = tree.parent(call);
    while (tree.is(parent, "await_expression") || tree.is(parent, "await")) {
      parent = tree.parent(parent);
    }
    if (tree.is(parent, "expression_statement")) {
      return true;
    }
    int name =
        tree.is(parent, "variable_declarator") ? tree.child(parent, "name") : SyntaxTree.NONE;
    return tree.is(name, "identifier")
        && !tree.is(tree.parent(tree.parent(parent)), "export_statement")
        && !isRead(module, name);
  }

  private static boolean isRead(SourceModule module, int name) {
    SyntaxTree tree = module.tree();
    String text = tree.text(name);
    return tree.subtree(0)
        .filter(n -> n != name)
        .filter(n -> tree.kind(n).equals("identifier") || tree.kind(n).startsWith("shorthand"))
        .filter(n -> tree.text(n).equals(text))
        .anyMatch(
            n ->
                module.binding(n).orElse(null) instanceof Binding.Variable v
                    && v.declaration() == name);
  }
}
