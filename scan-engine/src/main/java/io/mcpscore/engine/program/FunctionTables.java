package io.mcpscore.engine.program;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Functions that are called out of a table of the repository: {@code TABLE[key](x)}, and {@code
 * entry(x)} after {@code entry = TABLE.get(key)}. Which one it is, only the key says.
 */
public final class FunctionTables {

  private static final int MOST_ENTRIES = 60;
  private static final int MOST_STEPS = 6;

  private FunctionTables() {}

  /**
   * The functions of which a call may run one.
   *
   * @param callee what is called
   * @return none when it is not taken from a table that is written down
   */
  public static List<Target.Defined> behind(Program program, SourceModule module, int callee) {
    SyntaxTree tree = module.tree();
    int taken = taken(module, callee);
    boolean item = tree.is(taken, "subscript") || tree.is(taken, "subscript_expression");
    int table = item ? tree.namedChild(taken, 0) : gotten(tree, taken);
    if (table == NONE
        || !(program.resolve(module, table).orElse(null) instanceof Target.Defined d)
        || !(d.module().tree().is(d.node(), "dictionary")
            || d.module().tree().is(d.node(), "object"))) {
      return List.of();
    }
    int key = tree.namedChild(item ? taken : tree.child(taken, "arguments"), item ? 1 : 0);
    JsonNode constant = program.constant(module, key);
    List<Target.Defined> out = new ArrayList<>();
    d.module()
        .tree()
        .namedChildren(d.node())
        .limit(MOST_ENTRIES)
        .filter(e -> constant.isMissingNode() || isNamed(program, d.module(), e, constant))
        .forEach(e -> function(program, d.module(), e).ifPresent(out::add));
    return out;
  }

  /** The expression that a name was given once, behind the name or in its place. */
  private static int taken(SourceModule module, int callee) {
    SyntaxTree tree = module.tree();
    int at = tree.unbracketed(callee);
    for (int i = 0; i < MOST_STEPS && tree.is(at, "identifier"); i++) {
      if (!(module.binding(at).orElse(null) instanceof Binding.Variable v) || v.value() == NONE) {
        return NONE;
      }
      at = tree.unbracketed(v.value());
    }
    return at;
  }

  /** The table of {@code table.get(key)}. */
  private static int gotten(SyntaxTree tree, int call) {
    int function = tree.child(call, "function");
    return tree.is(function, "attribute")
            && tree.text(tree.child(function, "attribute")).equals("get")
        ? tree.child(function, "object")
        : NONE;
  }

  private static boolean isNamed(
      Program program, SourceModule module, int entry, JsonNode constant) {
    SyntaxTree tree = module.tree();
    int key = tree.child(entry, "key");
    return tree.text(key).equals(constant.asText())
        || program.constant(module, key).equals(constant);
  }

  private static Optional<Target.Defined> function(
      Program program, SourceModule module, int entry) {
    SyntaxTree tree = module.tree();
    if (tree.is(entry, "method_definition")) {
      return Optional.of(new Target.Defined(module, entry));
    }
    boolean shorthand = tree.is(entry, "shorthand_property_identifier");
    int value = shorthand ? entry : tree.unbracketed(tree.child(entry, "value"));
    if (value != NONE && module.isFunction(value)) {
      return Optional.of(new Target.Defined(module, value));
    }
    return value == NONE
        ? Optional.empty()
        : program
            .resolve(module, value)
            .filter(Target.Defined.class::isInstance)
            .map(Target.Defined.class::cast)
            .filter(t -> t.module().isFunction(t.node()));
  }
}
