package io.mcpscore.engine.mcp.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.program.js.ClassMembers;
import io.mcpscore.engine.program.js.Parameters;
import io.mcpscore.engine.program.js.ScriptModule;
import io.mcpscore.engine.program.js.ScriptSyntax;
import io.mcpscore.engine.syntax.SyntaxTree;

/**
 * Members of objects made by {@code new}, with the constructor's arguments and the object known.
 */
final class Instances {

  private static final int MAX_ANCESTORS = 6;

  private final Program program;
  private final Values values;

  Instances(Program program, Values values) {
    this.program = program;
    this.values = values;
  }

  /** What a new object of a class of the repository holds under a name, or null. */
  Expr member(Expr created, String name) {
    Expr type = typeOf(created);
    Expr call = created;
    for (int i = 0; type != null && i < MAX_ANCESTORS; i++) {
      int constructor = ClassMembers.constructor((ScriptModule) type.module(), type.node());
      Expr bound =
          constructor == NONE || call == null ? type : values.bind(type.at(constructor), call);
      Expr scope = bound.with(bound.env().withSelf(type.module(), type.node(), created));
      ClassMembers.Member member =
          ClassMembers.find((ScriptModule) type.module(), type.node(), name, false);
      if (member != null) {
        return member.value() == NONE ? given(scope, type, name) : scope.at(member.value());
      }
      call = constructor == NONE ? call : superCall(scope);
      int parent = ClassMembers.superclass(type.tree(), type.node());
      type = parent == NONE ? null : type(type.at(parent));
    }
    return null;
  }

  /** What was passed to the constructor's parameter that declares a field, or null. */
  private static Expr given(Expr scope, Expr type, String name) {
    ScriptModule module = (ScriptModule) type.module();
    int parameter = ClassMembers.parameterProperty(module, type.node(), name);
    if (parameter == NONE) {
      return null;
    }
    int constructor = ClassMembers.constructor(module, type.node());
    Expr passed = scope.env().parameter(module, constructor, parameter);
    int otherwise =
        module.tree().child(Parameters.nodes(module.tree(), constructor).get(parameter), "value");
    return passed != null || otherwise == NONE ? passed : scope.at(otherwise);
  }

  /** What a class itself gives its objects under a name, or null. */
  Expr own(Expr type, String name) {
    ClassMembers.Member member =
        ClassMembers.find((ScriptModule) type.module(), type.node(), name, false);
    return member == null || member.value() == NONE ? null : type.at(member.value());
  }

  /** The class of the repository that an object was made of, or null. */
  Expr typeOf(Expr created) {
    return type(created.at(created.tree().child(created.node(), "constructor")));
  }

  private Expr type(Expr name) {
    Expr known = values.follow(name);
    if (known.node() != NONE && ScriptSyntax.isClass(known.tree(), known.node())) {
      return known;
    }
    return program.resolve(name.module(), name.node()).orElse(null) instanceof Target.Defined d
            && ScriptSyntax.isClass(d.module().tree(), d.node())
        ? Expr.of(d.module(), d.node())
        : null;
  }

  private static Expr superCall(Expr constructor) {
    SyntaxTree tree = constructor.tree();
    int call =
        tree.subtree(constructor.node())
            .filter(n -> tree.is(n, "call_expression"))
            .filter(n -> tree.is(tree.child(n, "function"), "super"))
            .findFirst()
            .orElse(NONE);
    return call == NONE ? null : constructor.at(call);
  }
}
