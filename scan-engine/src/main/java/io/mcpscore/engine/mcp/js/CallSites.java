package io.mcpscore.engine.mcp.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.js.ScriptSyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The calls of a repository by the name that is called. */
final class CallSites {

  /** A function that is called more often is a helper for many things, and stands for none. */
  private static final int MOST_CALLS = 12;

  private final Program program;
  private final Values values;
  private Map<String, List<Expr>> byName;

  CallSites(Program program, Values values) {
    this.program = program;
    this.values = values;
  }

  /** What every call passes to a parameter of a function, or null when they differ. */
  Expr argument(SourceModule module, int function, int index) {
    Expr found = null;
    List<Expr> calls = byName().getOrDefault(name(module.tree(), function), List.of());
    if (calls.size() > MOST_CALLS) {
      return null;
    }
    for (Expr call : calls) {
      Expr callee = values.callee(call);
      int argument = ScriptSyntax.argument(call.tree(), call.node(), index);
      if (callee == null || !callee.sameNode(Expr.of(module, function)) || argument == NONE) {
        continue;
      }
      Expr passed = values.follow(call.at(argument));
      if (found != null && !found.sameNode(passed)) {
        return null;
      }
      found = passed;
    }
    return found;
  }

  private static String name(SyntaxTree tree, int function) {
    int own = tree.child(function, "name");
    int parent = tree.parent(function);
    boolean given = own == NONE && tree.is(parent, "variable_declarator");
    return tree.text(given ? tree.child(parent, "name") : own);
  }

  private Map<String, List<Expr>> byName() {
    if (byName == null) {
      byName = new HashMap<>();
      for (SourceModule module : program.modules()) {
        if (module.file().language().isScript() && module.file().role().deducts()) {
          SyntaxTree tree = module.tree();
          for (int call : tree.ofKinds("call_expression").toArray()) {
            int callee = tree.child(call, "function");
            int property = tree.child(callee, "property");
            String name = tree.text(property == NONE ? callee : property);
            if (name.length() < 100) {
              byName.computeIfAbsent(name, n -> new ArrayList<>()).add(Expr.of(module, call));
            }
          }
        }
      }
    }
    return byName;
  }
}
