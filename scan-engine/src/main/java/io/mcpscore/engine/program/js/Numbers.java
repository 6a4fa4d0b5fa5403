package io.mcpscore.engine.program.js;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.util.Locale;

/** Number literals and arithmetic on constants. */
final class Numbers {

  private static final long EXACT = 1L << 53;

  private Numbers() {}

  static JsonNode literal(String source) {
    String text = source.replace("_", "").toLowerCase(Locale.ROOT);
    if (text.endsWith("n")) {
      text = text.substring(0, text.length() - 1);
    }
    try {
      if (text.startsWith("0x")) {
        return LongNode.valueOf(Long.parseLong(text.substring(2), 16));
      }
      if (text.startsWith("0o")) {
        return LongNode.valueOf(Long.parseLong(text.substring(2), 8));
      }
      if (text.startsWith("0b")) {
        return LongNode.valueOf(Long.parseLong(text.substring(2), 2));
      }
      return of(Double.parseDouble(text));
    } catch (NumberFormatException malformed) {
      return ConstantFolder.MISSING;
    }
  }

  static JsonNode unary(String operator, JsonNode value) {
    if (operator.equals("!") && value.isBoolean()) {
      return BooleanNode.valueOf(!value.booleanValue());
    }
    if (!value.isNumber()) {
      return ConstantFolder.MISSING;
    }
    return switch (operator) {
      case "-" -> of(-value.doubleValue());
      case "+" -> value;
      default -> ConstantFolder.MISSING;
    };
  }

  static JsonNode binary(String operator, JsonNode left, JsonNode right) {
    if (operator.equals("??") && left.isValueNode() && !left.isNull()) {
      return left;
    }
    if (!left.isNumber() || !right.isNumber()) {
      return ConstantFolder.MISSING;
    }
    double a = left.doubleValue();
    double b = right.doubleValue();
    return switch (operator) {
      case "+" -> of(a + b);
      case "-" -> of(a - b);
      case "*" -> of(a * b);
      case "/" -> of(a / b);
      case "**" -> of(Math.pow(a, b));
      default -> ConstantFolder.MISSING;
    };
  }

  private static JsonNode of(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return ConstantFolder.MISSING;
    }
    boolean whole = value == Math.rint(value) && Math.abs(value) < EXACT;
    return whole ? LongNode.valueOf((long) value) : DoubleNode.valueOf(value);
  }
}
