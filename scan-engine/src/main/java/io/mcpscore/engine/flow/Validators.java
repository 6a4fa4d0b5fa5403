package io.mcpscore.engine.flow;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.mcp.McpModel.Handler;
import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.Target;
import io.mcpscore.engine.program.py.PyParameter;
import io.mcpscore.engine.program.py.PySyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Functions that pydantic runs on what an agent sends, before the handler gets it: validators of a
 * model's fields, and those in the annotation of a parameter.
 */
final class Validators {

  private static final Pattern OF_FIELD =
      Pattern.compile("(?:pydantic\\.)?(?:field_validator|validator)");
  private static final Pattern IN_ANNOTATION =
      Pattern.compile("(?:pydantic\\.)?(?:After|Before|Plain)Validator");

  private static final int LONGEST = 400;
  private static final int MOST_FIELDS = 60;

  private final TaintRun run;

  Validators(TaintRun run) {
    this.run = run;
  }

  /** What a handler's parameters hold when it is called. */
  Environment passed(Handler handler, Environment sent) {
    SourceModule module = handler.module();
    if (module.file().language().isScript() || !module.isFunction(handler.function())) {
      return sent;
    }
    Environment out = sent.copy();
    List<PyParameter> parameters = PySyntax.parameters(module.tree(), handler.function());
    for (int i = 0; i < parameters.size(); i++) {
      Place place = Frame.parameter(module, handler.function(), i);
      Value value = out.get(place);
      int type = parameters.get(i).type();
      if (value.isTainted() && type != NONE) {
        out.put(place, held(module, type, value));
      }
    }
    return out;
  }

  private Value held(SourceModule module, int type, Value value) {
    SyntaxTree tree = module.tree();
    if (tree.end(type) - tree.start(type) > LONGEST) {
      return value;
    }
    if (isHeld(module, type)) {
      return Value.GUARDED;
    }
    int name = tree.is(type, "type") ? tree.namedChild(type, 0) : type;
    return run.resolve(module, name).orElse(null) instanceof Target.Defined d
            && Shapes.isClass(d.module().tree(), d.node())
        ? run.models().checked(d.module(), d.node(), value)
        : value;
  }

  /** Whether a validator in an annotation lets nothing harmful through. */
  boolean isHeld(SourceModule module, int annotation) {
    SyntaxTree tree = module.tree();
    return tree.subtree(annotation)
        .filter(n -> tree.is(n, "call"))
        .filter(n -> IN_ANNOTATION.matcher(tree.text(tree.child(n, "function"))).matches())
        .map(n -> tree.namedChild(tree.child(n, "arguments"), 0))
        .anyMatch(
            f ->
                f != NONE
                    && run.resolve(module, f).orElse(null) instanceof Target.Defined d
                    && d.module().isFunction(d.node())
                    && holds(d.module(), d.node(), 0));
  }

  /** The fields of a model that a validator of it keeps harmless. */
  List<String> fields(Target.Defined type) {
    SourceModule module = type.module();
    SyntaxTree tree = module.tree();
    List<String> out = new ArrayList<>();
    for (int statement : tree.namedChildren(tree.child(type.node(), "body")).toArray()) {
      int function = tree.child(statement, "definition");
      List<String> names =
          tree.is(function, "function_definition") ? names(tree, statement) : List.of();
      if (!names.isEmpty() && out.size() < MOST_FIELDS && holds(module, function, 1)) {
        out.addAll(names);
      }
    }
    return out;
  }

  /** The fields that decorators name: {@code @field_validator("name", "folder")}. */
  private static List<String> names(SyntaxTree tree, int decorated) {
    return tree.namedChildren(decorated)
        .filter(d -> tree.is(d, "decorator"))
        .map(d -> tree.namedChild(d, 0))
        .filter(d -> OF_FIELD.matcher(tree.text(tree.child(d, "function"))).matches())
        .flatMap(d -> tree.namedChildren(tree.child(d, "arguments")))
        .filter(a -> tree.is(a, "string"))
        .mapToObj(a -> content(tree, a))
        .toList();
  }

  private static String content(SyntaxTree tree, int string) {
    String text = tree.text(string);
    return text.length() < 2 ? "" : text.substring(1, text.length() - 1);
  }

  /** Whether what a function returns is harmless whatever it is given. */
  @SuppressWarnings("ReferenceEquality") // A function that was not followed, not one like it.
  private boolean holds(SourceModule module, int function, int position) {
    int count = Shapes.parameters(module, function).size();
    if (position >= count) {
      return false;
    }
    Value[] values = new Value[count];
    Arrays.fill(values, Value.CLEAN);
    values[position] =
        Value.of(new Taint(new Taint.Origin(position, List.of()), 0, null, Trail.EMPTY));
    Summary summary = run.summary(module, function, values, Value.CLEAN);
    return summary != Summary.NOTHING && !summary.returned().isTainted();
  }
}
