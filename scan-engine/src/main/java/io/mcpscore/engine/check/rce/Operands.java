package io.mcpscore.engine.check.rce;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import java.util.ArrayList;
import java.util.List;

/**
 * Which arguments of a program may be taken for options: computed ones before {@code --} that no
 * text is put in front of, and that are not the value of an option.
 */
final class Operands {

  private Operands() {}

  /**
   * The arguments in question.
   *
   * @param module module of the arguments
   */
  static List<Argument> open(Program program, SourceModule module, List<Argument> arguments) {
    List<Argument> out = new ArrayList<>();
    boolean value = false;
    for (Argument argument : arguments) {
      JsonNode constant = program.constant(module, argument.node());
      String text = constant.asText("");
      if (OptionPrograms.endsOptions(text)) {
        break;
      }
      boolean computed = isComputed(constant, argument.spread());
      boolean prefixed = !Expressions.head(module, argument.node()).isEmpty();
      // Of several items the first alone is the value of an option.
      if (computed && (!value || argument.spread()) && !prefixed) {
        out.add(argument);
      }
      value = text.isEmpty() ? isOption(module, argument) : OptionPrograms.takesNext(text);
    }
    return out;
  }

  /** Whether a value, or an item of a list, is not known; an empty list is filled later on. */
  private static boolean isComputed(JsonNode constant, boolean spread) {
    boolean any = constant.isMissingNode() || (spread && constant.isEmpty());
    for (JsonNode item : constant) {
      any |= item.isMissingNode();
    }
    return any;
  }

  /** An option that is chosen among several still takes a value: {@code flag ? "-b" : "-B"}. */
  private static boolean isOption(SourceModule module, Argument argument) {
    String head = Expressions.head(module, argument.node());
    return head.startsWith("-") && !head.contains("=");
  }
}
