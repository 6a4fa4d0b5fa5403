package io.mcpscore.engine.flow;

import static io.mcpscore.engine.syntax.SyntaxTree.NONE;

import io.mcpscore.engine.program.SourceModule;
import io.mcpscore.engine.program.py.PySyntax;
import io.mcpscore.engine.syntax.SyntaxTree;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/** Brings the arguments of a call to the parameters of the function that it calls. */
final class ArgumentMap {

  private ArgumentMap() {}

  /** How many positions the receiver of a call takes: one for Python's {@code self}. */
  static int shift(Frame frame, int call, SourceModule module, int function) {
    boolean python = !module.file().language().isScript();
    if (!python || !PySyntax.takesSelf(module.tree(), function)) {
      return 0;
    }
    boolean throughMember = Shapes.isMember(frame.tree, Shapes.callee(frame.tree, call));
    boolean constructor = PySyntax.name(module.tree(), function).equals("__init__");
    return throughMember || constructor ? 1 : 0;
  }

  /** The expression for each parameter, {@code NONE} where there is none of its own. */
  static int[] nodes(Frame frame, int call, SourceModule module, int function) {
    List<Shapes.Parameter> parameters = Shapes.parameters(module, function);
    int[] out = new int[parameters.size()];
    Arrays.fill(out, NONE);
    int position = shift(frame, call, module, function);
    for (Shapes.Argument argument : Shapes.arguments(frame.tree, call)) {
      if (argument.spread()) {
        return out;
      }
      int index = argument.name() == null ? position++ : named(parameters, argument.name());
      if (index >= 0 && index < out.length && !parameters.get(index).rest()) {
        out[index] = argument.node();
      }
    }
    return out;
  }

  private static int named(List<Shapes.Parameter> parameters, String name) {
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The value for each parameter.
   *
   * @param first position of the first positional argument
   * @param values value of an argument by its place in the call
   */
  static Value[] values(
      List<Shapes.Argument> arguments,
      List<Shapes.Parameter> parameters,
      int first,
      IntFunction<Value> values) {
    Value[] out = new Value[parameters.size()];
    Arrays.fill(out, Value.CLEAN);
    int position = first;
    for (int i = 0; i < arguments.size(); i++) {
      Shapes.Argument argument = arguments.get(i);
      Value value = values.apply(i);
      if (argument.spread()) {
        spread(argument, value, parameters, position, out);
      } else if (argument.name() != null) {
        byName(argument.name(), value, parameters, out);
      } else {
        byPosition(position++, value, parameters, out);
      }
    }
    return out;
  }

  private static void spread(
      Shapes.Argument argument,
      Value value,
      List<Shapes.Parameter> parameters,
      int position,
      Value[] out) {
    boolean keywords = "**".equals(argument.name());
    for (int p = keywords ? 0 : position; p < out.length; p++) {
      Shapes.Parameter parameter = parameters.get(p);
      if (parameter.keywordRest()) {
        out[p] = out[p].join(keywords ? value : Value.CLEAN);
      } else if (keywords) {
        out[p] = out[p].join(parameter.rest() ? Value.CLEAN : value.member(parameter.name()));
      } else {
        out[p] = out[p].join(value.item());
      }
    }
  }

  private static void byName(
      String name, Value value, List<Shapes.Parameter> parameters, Value[] out) {
    int index = named(parameters, name);
    for (int p = 0; index < 0 && p < out.length; p++) {
      if (parameters.get(p).keywordRest()) {
        out[p] = out[p].with(List.of(name), value);
      }
    }
    if (index >= 0) {
      out[index] = value;
    }
  }

  private static void byPosition(
      int position, Value value, List<Shapes.Parameter> parameters, Value[] out) {
    for (int p = 0; p < out.length; p++) {
      boolean rest = parameters.get(p).rest();
      if (rest && p <= position) {
        out[p] = out[p].join(value.flat());
        return;
      }
      if (!rest && p == position && !parameters.get(p).keywordRest()) {
        out[p] = value;
        return;
      }
    }
  }

  /** Whether a function is written inside another. */
  static boolean isInside(SyntaxTree tree, int inner, int outer) {
    return outer > 0 && inner != outer && tree.within(inner, outer);
  }
}
