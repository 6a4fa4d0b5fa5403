package io.mcpscore.engine.check.rce;

import com.fasterxml.jackson.databind.JsonNode;
import io.mcpscore.engine.check.Expressions;
import io.mcpscore.engine.program.Program;
import io.mcpscore.engine.program.SourceModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which arguments of a program may be taken for options: computed ones before {@code --} that no
 * text is put in front of, and that are not the value of an option.
 */
final class Operands {

  /** Runners of tests, of which short options take values that are flags of most programs. */
  private static final Set<String> TEST_RUNNERS = Set.of("pytest", "unittest", "discover");

  private Operands() {}

  /**
   * The arguments in question.
   *
   * @param module module of the arguments
   */
  static List<Argument> open(Program program, SourceModule module, List<Argument> arguments) {
    List<Argument> out = new ArrayList<>();
    boolean value = false;
    boolean tests = false;
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
      tests |= TEST_RUNNERS.contains(text);
      value =
          text.isEmpty()
              ? isOption(module, argument)
              : OptionPrograms.takesNext(text) || (tests && text.matches("-[sktp]"));
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
