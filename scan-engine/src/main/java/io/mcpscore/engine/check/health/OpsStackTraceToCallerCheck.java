package io.mcpscore.engine.check.health;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.check.http.Functions;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Severity;

/** {@code ops-stack-trace-to-caller}: the inside of the program as the answer of a tool. */
public final class OpsStackTraceToCallerCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("ops-stack-trace-to-caller");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    CallSites.modules(context)
        .filter(m -> CallSites.mentions(m.file(), "format_exc", ".stack"))
        .forEach(
            m ->
                Handled.first(
                    context,
                    m,
                    m.tree().subtree(0).filter(n -> isTrace(m, n) && isReturned(m, n)),
                    Severity.LOW,
                    "The tool answers with the trace of the stack: paths, versions, sometimes values.",
                    findings));
  }

  private static boolean isTrace(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    return switch (tree.kind(node)) {
      case "call" ->
          ExternalCalls.isCall(tree, node)
              && CallSites.name(new Call(module, node, "")).equals("format_exc");
      case "member_expression" ->
          tree.text(tree.child(node, "property")).equals("stack")
              && tree.enclosing(node, "catch_clause") != SyntaxTree.NONE
              && tree.text(tree.child(node, "object"))
                  .matches("(?i)\\(?(?:e|err|error|ex)\\b.{0,30}");
      default -> false;
    };
  }

  /** Whether a value is in a return, itself or through a variable of the function. */
  private static boolean isReturned(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    String variable = "";
    int at = node;
    while (at != SyntaxTree.NONE && !module.isFunction(at)) {
      switch (tree.kind(at)) {
        case "return_statement" -> {
          return true;
        }
        case "variable_declarator" -> variable = tree.text(tree.child(at, "name"));
        case "assignment" -> variable = tree.text(tree.child(at, "left"));
        default -> {}
      }
      at = tree.parent(at);
    }
    int function = Functions.around(module, node);
    String name = variable;
    return !name.isEmpty()
        && tree.subtree(function)
            .filter(n -> tree.is(n, "return_statement"))
            .flatMap(n -> tree.subtree(n).limit(500))
            .anyMatch(n -> tree.is(n, "identifier") && tree.text(n).equals(name));
  }
}
