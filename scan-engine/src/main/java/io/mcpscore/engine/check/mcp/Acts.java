package io.mcpscore.engine.check.mcp;

import io.mcpscore.engine.check.Call;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.ExternalCalls;
import io.mcpscore.engine.mcp.McpModel.ToolDeclaration;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.syntax.SyntaxTree;
import io.mcpscore.model.TraceStep;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The calls of a repository that change something outside, and the tools that come to them. */
final class Acts {

  /** Files that a server makes for itself: nobody misses them. */
  private static final Pattern SCRATCH =
      Pattern.compile(
          "(?i)te?mp(?!l|t)|cache|scratch|(?<![a-z])(?:lock|logs?|pid)(?![a-z])|cleanup");

  private static final int LONGEST = 400;

  private final CheckContext context;
  private final List<Act> all = new ArrayList<>();

  /** Looks at every call of the code that the server runs. */
  Acts(CheckContext context) {
    this.context = context;
    for (SourceModule module : context.program().modules()) {
      SyntaxTree tree = module.tree();
      if (module.file().role().deducts()) {
        for (int n : ExternalCalls.nodes(tree).toArray()) {
          ActKind.of(context, module, n)
              .filter(k -> !k.touchesFiles() || !isScratch(module, n))
              .ifPresent(k -> all.add(new Act(k, module, n, List.of())));
        }
      }
    }
  }

  /**
   * A call that changes something.
   *
   * @param kind what it changes
   * @param module where it is
   * @param node the call
   * @param trace from a tool's handler to it; empty when no tool was asked for
   */
  record Act(ActKind kind, SourceModule module, int node, List<TraceStep> trace) {

    /** Whether it is in the handler, or in a function that the handler calls. */
    boolean isNear() {
      return trace.size() <= 3;
    }
  }

  /** What a tool's code can come to, in order of file and place. */
  List<Act> of(ToolDeclaration tool) {
    List<Act> found = new ArrayList<>();
    for (Act act : all) {
      List<TraceStep> way = context.flow().way(tool, act.module(), act.node());
      if (!way.isEmpty()) {
        List<TraceStep> trace = new ArrayList<>(way);
        trace.add(step(act));
        found.add(new Act(act.kind(), act.module(), act.node(), List.copyOf(trace)));
      }
    }
    return found;
  }

  private static TraceStep step(Act act) {
    SyntaxTree tree = act.module().tree();
    return new TraceStep(act.module().file().path(), tree.line(act.node()), act.kind().phrase());
  }

  /**
   * Whether a call changes only what the server made for itself, by the words of the path, of the
   * function around it and of the conditions that it stands under.
   */
  static boolean isScratch(SourceModule module, int node) {
    SyntaxTree tree = module.tree();
    Call call = new Call(module, node, "");
    int path = call.argument(0);
    String method = tree.text(tree.child(call.function(), "attribute"));
    boolean onPath = path == SyntaxTree.NONE || method.startsWith("write_");
    return saysScratch(tree, onPath ? call.function() : path) || isInScratchCode(tree, node);
  }

  private static boolean isInScratchCode(SyntaxTree tree, int node) {
    for (int at = tree.parent(node); at != SyntaxTree.NONE; at = tree.parent(at)) {
      switch (tree.kind(at)) {
        case "function_definition", "function_declaration", "method_definition" -> {
          return saysScratch(tree, tree.child(at, "name"));
        }
        case "catch_clause", "except_clause", "finally_clause" -> {
          // What is taken away after a failure, or in the end, is what was made before it.
          return true;
        }
        case "if_statement" -> {
          if (saysScratch(tree, tree.child(at, "condition"))) {
            return true;
          }
        }
        default -> {
          // Says nothing of what the code is for.
        }
      }
    }
    return false;
  }

  private static boolean saysScratch(SyntaxTree tree, int node) {
    String text = tree.text(node);
    return SCRATCH.matcher(text.substring(0, Math.min(text.length(), LONGEST))).find();
  }
}
