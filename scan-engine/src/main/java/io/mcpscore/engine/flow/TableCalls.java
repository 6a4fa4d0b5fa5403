package io.mcpscore.engine.flow;

import io.mcpscore.engine.program.FunctionTables;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;

/** Calls of functions that stand in tables: any of them may run. */
final class TableCalls {

  private TableCalls() {}

  /** Goes through the calls of a program for which no function is known but those of a table. */
  static void forEachCall(Program program, CallGraph.CallVisitor visitor) {
    for (SourceModule module : program.modules()) {
      SyntaxTree tree = module.tree();
      for (int call : tree.ofKinds("call_expression", "call").toArray()) {
        int callee = Shapes.callee(tree, call);
        if (mayBeEntry(tree, callee)) {
          FunctionTables.behind(program, module, callee)
              .forEach(d -> visitor.visit(module, call, Callers.key(d.module(), d.node())));
        }
      }
    }
  }

  private static boolean mayBeEntry(SyntaxTree tree, int callee) {
    return callee >= 0 && !Shapes.isMember(tree, callee);
  }

  /**
   * What a call gives that runs one of several functions: a test counts when each of them makes it.
   */
  static Value result(Frame frame, CallWalk.Call call, OwnCalls own, List<Target.Defined> any) {
    Environment before = frame.environment;
    Environment after = null;
    Value out = Value.CLEAN;
    for (Target.Defined function : any) {
      frame.environment = before.copy();
      out = out.join(own.result(call, function));
      after = after == null ? frame.environment : Environment.join(after, frame.environment);
    }
    frame.environment = after;
    return out;
  }
}
