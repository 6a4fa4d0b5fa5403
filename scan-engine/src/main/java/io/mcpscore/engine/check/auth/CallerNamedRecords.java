package io.mcpscore.engine.check.auth;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.check.FindingSink.Draft;
import io.mcpscore.engine.check.http.CallSites;
import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.Evidence;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tools that pick records by an argument, in programs that know their callers and do not ask here
 * who it is.
 */
final class CallerNamedRecords {

  private static final Set<String> PICKING =
      Set.of(
          "get",
          "find",
          "findOne",
          "findUnique",
          "findFirst",
          "findById",
          "findMany",
          "filter_by",
          "find_one",
          "execute",
          "query",
          "fetchone",
          "fetch_one",
          "eq",
          "where",
          "has");

  private CallerNamedRecords() {}

  /** One finding a tool. */
  static Stream<Draft> named(CheckContext context, Pattern argument, String what) {
    List<ToolDeclaration> tools =
        Claims.tools(context).stream()
            .filter(t -> !Claims.arguments(t, argument).isEmpty())
            .filter(t -> !Claims.knowsCaller(t.handler()))
            .toList();
    return tools.isEmpty() || !Claims.hasIdentity(context)
        ? Stream.empty()
        : tools.stream().flatMap(t -> draft(t, argument, what).stream());
  }

  private static Optional<Draft> draft(ToolDeclaration tool, Pattern argument, String what) {
    Handler handler = tool.handler();
    SourceModule module = handler.module();
    for (String name : Claims.arguments(tool, argument)) {
      int picked =
          module
              .tree()
              .subtree(handler.region())
              .filter(n -> picks(module, n, name, handler.function()))
              .findFirst()
              .orElse(SyntaxTree.NONE);
      if (picked != SyntaxTree.NONE) {
        return Optional.of(
            new Draft(
                module.file(),
                module.tree().start(picked),
                module.tree().end(picked),
                Severity.MEDIUM,
                Evidence.LIKELY,
                "The argument "
                    + name
                    + " decides "
                    + what
                    + ", and nothing compares it with who calls.",
                tool.name(),
                List.of(),
                List.of()));
      }
    }
    return Optional.empty();
  }

  private static boolean picks(SourceModule module, int node, String name, int function) {
    SyntaxTree tree = module.tree();
    int index =
        switch (tree.kind(node)) {
          case "subscript" -> tree.child(node, "subscript");
          case "subscript_expression" -> tree.child(node, "index");
          default -> SyntaxTree.NONE;
        };
    if (index != SyntaxTree.NONE) {
      return Claims.isArgument(module, index, name, function);
    }
    if (!ExternalCalls.isCall(tree, node)) {
      return false;
    }
    Call call = new Call(module, node, "");
    return PICKING.contains(CallSites.name(call))
        && call.receiver() != SyntaxTree.NONE
        && tree.subtree(tree.child(node, "arguments"))
            .limit(300)
            .anyMatch(n -> Claims.isArgument(module, n, name, function));
  }
}
