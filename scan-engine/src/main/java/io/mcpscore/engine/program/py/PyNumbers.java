package io.mcpscore.engine.program.py;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Locale;

/** Number literals and the little arithmetic that constants are written with. */
final class PyNumbers {

  private static final JsonNode MISSING = MissingNode.getInstance();

  private PyNumbers() {}

  /** A literal; complex and oversized numbers are no constants. */
  static JsonNode parse(String literal) {
    String text = literal.replace("_", "").toLowerCase(Locale.ROOT);
    try {
      if (text.length() > 2 && text.charAt(0) == '0' && Character.isLetter(text.charAt(1))) {
        int radix =
            switch (text.charAt(1)) {
              case 'x' -> 16;
              case 'o' -> 8;
              default -> 2;
            };
        return LongNode.valueOf(Long.parseLong(text.substring(2), radix));
      }
      return text.chars().allMatch(Character::isDigit)
          ? LongNode.valueOf(Long.parseLong(text))
          : DoubleNode.valueOf(Double.parseDouble(text));
    } catch (NumberFormatException e) {
      return MISSING;
    }
  }

  static JsonNode negated(String operator, JsonNode value) {
    if (!operator.equals("-") || !value.isNumber()) {
      return MISSING;
    }
    return value.isIntegralNumber()
        ? LongNode.valueOf(-value.longValue())
        : DoubleNode.valueOf(-value.doubleValue());
  }

  static JsonNode operation(String operator, JsonNode left, JsonNode right) {
    if (!left.isIntegralNumber() || !right.isIntegralNumber()) {
      return MISSING;
    }
    try {
      return switch (operator) {
        case "+" -> LongNode.valueOf(Math.addExact(left.longValue(), right.longValue()));
        case "-" -> LongNode.valueOf(Math.subtractExact(left.longValue(), right.longValue()));
        case "*" -> LongNode.valueOf(Math.multiplyExact(left.longValue(), right.longValue()));
        default -> MISSING;
      };
    } catch (ArithmeticException e) {
      return MISSING;
    }
  }
}
