package io.mcpscore.engine.program.js;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Methods and fields of classes. */
public final class ClassMembers {

  private static final String STATIC = "static ";
  private static final Set<String> MEMBERS =
      Set.of("method_definition", "public_field_definition", "field_definition");

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
    Map<String, Integer> declared = module.members(type);
    int member = declared.getOrDefault(isStatic ? STATIC + name : name, NONE);
    if (tree.is(member, "method_definition")) {
      return new Member(method(tree, member), NONE);
    }
    int body = tree.child(type, "body");
    if (member != NONE) {
      int value = tree.child(member, "value");
      return new Member(
          value == NONE && !isStatic ? assigned(module, body, name) : value,
          tree.child(member, "type"));
    }
    if (isStatic) {
      return null;
    }
    int constructor = constructor(module, type);
    int property = parameterProperty(module, type, name);
    if (property != NONE) {
      return new Member(NONE, Parameters.type(tree, constructor, property));
    }
    int value = assigned(module, body, name);
    return value == NONE ? null : new Member(value, NONE);
  }

  /** The methods and fields of a class by name, static ones with a prefix; of several the first. */
  static Map<String, Integer> index(SyntaxTree tree, int type) {
    Map<String, Integer> found = new HashMap<>();
    tree.namedChildren(tree.child(type, "body"))
        .filter(c -> MEMBERS.contains(tree.kind(c)))
        .forEach(
            c -> {
              String name = ScriptSyntax.memberName(tree, c);
              boolean isStatic = ScriptSyntax.hasKeyword(tree, c, "static");
              found.putIfAbsent(isStatic ? STATIC + name : String.valueOf(name), c);
            });
    return found;
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

  /** The constructor that a class itself declares, or {@code SyntaxTree.NONE}. */
  public static int constructor(ScriptModule module, int type) {
    return module.members(type).getOrDefault("constructor", NONE);
  }

  /**
   * The position of the constructor's parameter that declares a field too, such as {@code
   * constructor(readonly name: string)}, or {@code SyntaxTree.NONE}.
   */
  public static int parameterProperty(ScriptModule module, int type, String name) {
    int constructor = constructor(module, type);
    return constructor == NONE
        ? NONE
        : parameterProperties(module.tree(), constructor).entrySet().stream()
            .filter(e -> e.getValue().equals(name))
            .findFirst()
            .map(Map.Entry::getKey)
            .orElse(NONE);
  }

  /** The fields that parameters of a constructor declare, by the position of the parameter. */
  public static Map<Integer, String> parameterProperties(SyntaxTree tree, int constructor) {
    Map<Integer, String> fields = new TreeMap<>();
    List<Integer> parameters = Parameters.nodes(tree, constructor);
    for (int i = 0; i < parameters.size(); i++) {
      int p = parameters.get(i);
      boolean property =
          tree.children(p)
              .anyMatch(c -> tree.is(c, "accessibility_modifier") || tree.is(c, "readonly"));
      if (property) {
        fields.put(i, tree.text(tree.child(p, "pattern")));
      }
    }
    return fields;
  }
}
