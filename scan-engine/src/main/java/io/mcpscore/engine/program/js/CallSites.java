package io.mcpscore.engine.program.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Where the functions of a repository are called in its own code. */
final class CallSites {

  /** A name that is called more often says little about any one function. */
  private static final int MOST_OF_A_NAME = 24;

  private static final String CONSTRUCTOR = "constructor";

  private final Program program;
  private final ModuleLinks links;
  private final Map<Target.Defined, List<Site>> known = new ConcurrentHashMap<>();
  private Map<String, List<Site>> byName;

  CallSites(Program program, ModuleLinks links) {
    this.program = program;
    this.links = links;
  }

  /** One call, or one {@code new}. */
  record Site(ScriptModule module, int call) {

    /** What is passed at a position, {@code NONE} when nothing is or a list is spread before it. */
    int argument(int index) {
      SyntaxTree tree = module.tree();
      boolean spread =
          ScriptSyntax.arguments(tree, call)
              .limit(index + 1L)
              .anyMatch(a -> tree.is(a, "spread_element"));
      return spread ? NONE : ScriptSyntax.argument(tree, call, index);
    }
  }

  /** The calls of a function that has a name; of a constructor, where objects are made. */
  List<Site> of(ScriptModule module, int function) {
    return known.computeIfAbsent(
        new Target.Defined(module, function), f -> called(module, f.node()));
  }

  private List<Site> called(ScriptModule module, int function) {
    SyntaxTree tree = module.tree();
    boolean constructor =
        tree.is(function, "method_definition")
            && CONSTRUCTOR.equals(ScriptSyntax.memberName(tree, function));
    int type = constructor ? tree.parent(tree.parent(function)) : NONE;
    String name = constructor ? tree.text(tree.child(type, "name")) : name(tree, function);
    List<Site> candidates = byName().getOrDefault(name, List.of());
    if (name.isEmpty() || candidates.size() > MOST_OF_A_NAME) {
      return List.of();
    }
    Target.Defined sought = new Target.Defined(module, constructor ? type : function);
    return candidates.stream().filter(s -> sought.equals(callee(s))).toList();
  }

  private Target callee(Site site) {
    SyntaxTree tree = site.module().tree();
    int callee =
        tree.child(
            site.call(), tree.is(site.call(), "new_expression") ? "constructor" : "function");
    return NameFollower.withoutCallers(links).resolve(site.module(), callee).orElse(null);
  }

  /** The name that a function is called by: its own, or that of what it is given to. */
  private static String name(SyntaxTree tree, int function) {
    int own = tree.child(function, "name");
    int parent = tree.parent(function);
    int outer =
        switch (tree.kind(parent)) {
          case "variable_declarator", "public_field_definition" -> tree.child(parent, "name");
          case "pair" -> tree.child(parent, "key");
          default -> NONE;
        };
    return tree.text(own == NONE ? outer : own);
  }

  private synchronized Map<String, List<Site>> byName() {
    if (byName == null) {
      byName = new HashMap<>();
      for (SourceModule module : program.modules()) {
        if (module instanceof ScriptModule script && module.file().role().deducts()) {
          index(script);
        }
      }
    }
    return byName;
  }

  private void index(ScriptModule module) {
    SyntaxTree tree = module.tree();
    for (int call : tree.ofKinds("call_expression", "new_expression").toArray()) {
      boolean made = tree.is(call, "new_expression");
      int callee = tree.child(call, made ? "constructor" : "function");
      int property = tree.child(callee, "property");
      int name = property == NONE ? callee : property;
      if (name != NONE && tree.subtreeEnd(name) == name + 1) {
        byName.computeIfAbsent(tree.text(name), n -> new ArrayList<>()).add(new Site(module, call));
      }
    }
  }
}
