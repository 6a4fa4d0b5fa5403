package io.mcpscore.engine.check.mcp;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.NamePattern;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;

/** Calls that ask the user before something is done: elicitations and functions named like it. */
final class Questions {

  private static final NamePattern ASKS =
      NamePattern.of("(?i)elicit\\w{0,30}|\\w{0,30}confirm\\w{0,30}|request_?approval|ask_?user");

  private final CheckContext context;
  private final List<Spot> all = new ArrayList<>();

  /** Looks through the whole program. */
  Questions(CheckContext context) {
    this.context = context;
    for (SourceModule module : context.program().modules()) {
      SyntaxTree tree = module.tree();
      for (int n : ExternalCalls.nodes(tree).toArray()) {
        if (ASKS.matches(callee(tree, n))) {
          all.add(new Spot(module, n));
        }
      }
    }
  }

  private record Spot(SourceModule module, int node) {}

  /** Whether a tool's code comes to such a call. */
  boolean isAskedBy(ToolDeclaration tool) {
    return all.stream().anyMatch(s -> !context.flow().way(tool, s.module(), s.node()).isEmpty());
  }

  /** Last part of the name that is called. */
  private static String callee(SyntaxTree tree, int call) {
    int function = tree.child(call, "function");
    String field = tree.is(function, "attribute") ? "attribute" : "property";
    int member = tree.child(function, field);
    return member == SyntaxTree.NONE && tree.is(function, "identifier")
        ? tree.text(function)
        : tree.text(member);
  }
}
