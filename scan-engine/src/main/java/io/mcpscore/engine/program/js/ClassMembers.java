package io.mcpscore.engine.program.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.List;

/** Methods and fields of classes. */
public final class ClassMembers {

  private ClassMembers() {}

  /**
   * A member.
   *
   * @param value method node or expression, or {@code SyntaxTree.NONE} when it has no single one
   * @param type declared type annotation, or {@code SyntaxTree.NONE}
   */
  public record Member(int value, int type) {}

  /** The expression after {@code extends}, or {@code SyntaxTree.NONE}. */
  public static int superclass(SyntaxTree tree, int type) {
    int heritage =
        tree.children(type).filter(c -> tree.is(c, "class_heritage")).findFirst().orElse(NONE);
    int first = tree.namedChild(heritage, 0);
    if (tree.is(first, "extends_clause")) {
      return tree.child(first, "value");
    }
    return tree.is(first, "implements_clause") ? NONE : first;
  }

  /** The member of a name as the class itself declares it, or null. */
  public static Member find(ScriptModule module, int type, String name, boolean isStatic) {
    SyntaxTree tree = module.tree();
    int body = tree.child(type, "body");
    int constructor = NONE;
    for (int c : tree.namedChildren(body).toArray()) {
      String own = ScriptSyntax.memberName(tree, c);
      if ("constructor".equals(own) && tree.is(c, "method_definition")) {
        constructor = c;
      }
      if (name.equals(own) && ScriptSyntax.hasKeyword(tree, c, "static") == isStatic) {
        if (tree.is(c, "method_definition")) {
          return new Member(method(tree, c), NONE);
        }
        if (tree.kind(c).endsWith("field_definition")) {
          int value = tree.child(c, "value");
          return new Member(
              value == NONE && !isStatic ? assigned(module, body, name) : value,
              tree.child(c, "type"));
        }
      }
    }
    if (isStatic) {
      return null;
    }
    int declared = parameterProperty(tree, constructor, name);
    if (declared != NONE) {
      return new Member(NONE, declared);
    }
    int value = assigned(module, body, name);
    return value == NONE ? null : new Member(value, NONE);
  }

  /** A getter stands for what it returns. */
  private static int method(SyntaxTree tree, int method) {
    if (!ScriptSyntax.hasKeyword(tree, method, "get")) {
      return method;
    }
    List<Integer> returns = ScriptSyntax.returns(tree, method);
    return returns.size() == 1 ? returns.getFirst() : NONE;
  }

  /** The only expression assigned to {@code this.name} in a class body, or {@code NONE}. */
  private static int assigned(ScriptModule module, int body, String name) {
    int found = NONE;
    for (int assignment : module.assignmentsToThis(name)) {
      if (module.tree().within(assignment, body)) {
        if (found != NONE) {
          return NONE;
        }
        found = module.tree().child(assignment, "right");
      }
    }
    return found;
  }

  private static int parameterProperty(SyntaxTree tree, int constructor, String name) {
    if (constructor == NONE) {
      return NONE;
    }
    for (int p : Parameters.nodes(tree, constructor)) {
      boolean property =
          tree.children(p)
              .anyMatch(c -> tree.is(c, "accessibility_modifier") || tree.is(c, "readonly"));
      if (property && tree.text(tree.child(p, "pattern")).equals(name)) {
        return tree.child(p, "type");
      }
    }
    return NONE;
  }
}
