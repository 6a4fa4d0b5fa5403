package io.mcpscore.engine.check.secrets;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.flow.PyObjects;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.program.py.PyClasses;
import io.mcpscore.engine.syntax.Language;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Optional;
import java.util.Set;

/**
 * Objects of Python that are turned into tables with all of their fields, one of which is a secret:
 * {@code asdict(login)}, {@code settings.model_dump()}.
 */
final class WholeObjects {

  private static final Set<String> FUNCTIONS = Set.of("asdict", "vars");
  private static final Set<String> METHODS =
      Set.of("model_dump", "model_dump_json", "dict", "json", "to_dict");

  /** Short names that are those of secrets where they are fields. */
  private static final Set<String> FIELDS = Set.of("pin", "otp", "cvv", "cvc");

  private static final int LONGEST = 300;

  private WholeObjects() {}

  /** What an expression shows of an object, as a phrase. */
  static Optional<String> at(Program program, SourceModule module, int expression) {
    if (module.file().language() != Language.PYTHON) {
      return Optional.empty();
    }
    int object = object(module.tree(), expression);
    return object == NONE
        ? Optional.empty()
        : PyObjects.typeOf(program, module, object)
            .flatMap(type -> secret(program, type))
            .map(field -> "an object with the secret " + field);
  }

  /** The object that a call turns into a table with every field, or {@code NONE}. */
  private static int object(SyntaxTree tree, int call) {
    if (!tree.is(call, "call") || !tree.isNamed(call)) {
      return NONE;
    }
    int owner = Expressions.owner(tree, call);
    String name = Expressions.calledName(tree, call);
    int first = tree.namedChild(tree.child(call, "arguments"), 0);
    if (FUNCTIONS.contains(name) && first != NONE) {
      return first;
    }
    // Arguments choose the fields.
    return METHODS.contains(name) && owner != NONE && first == NONE ? owner : NONE;
  }

  private static Optional<String> secret(Program program, Target.Defined type) {
    return PyClasses.line(program, type).stream()
        .flatMap(
            at -> {
              SyntaxTree tree = at.module().tree();
              return tree.namedChildren(tree.child(at.node(), "body"))
                  .map(s -> tree.is(s, "expression_statement") ? tree.namedChild(s, 0) : NONE)
                  .filter(field -> isSecret(tree, field))
                  .mapToObj(field -> tree.text(tree.child(field, "left")));
            })
        .findFirst();
  }

  /** Types for secrets show nothing of them, and a field may be left out. */
  private static boolean isSecret(SyntaxTree tree, int field) {
    int type = tree.child(field, "type");
    if (type == NONE || tree.end(field) - tree.start(field) > LONGEST) {
      return false;
    }
    String name = tree.text(tree.child(field, "left"));
    return (SecretNames.isSecret(name) || FIELDS.contains(name))
        && tree.text(type).matches("(?s).{0,40}\\bstr\\b.{0,60}")
        && !tree.text(field).contains("exclude");
  }
}
