package io.mcpscore.engine.program.js;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Set;

/** Methods of strings and arrays that people build constant texts with. */
final class TextMethods {

  private static final Set<String> KNOWN =
      Set.of("join", "trim", "trimStart", "trimEnd", "toLowerCase", "toUpperCase", "concat");
  private static final Set<String> INDENT_TAGS =
      Set.of("dedent", "outdent", "stripIndent", "stripIndents");

  private TextMethods() {}

  static boolean knows(String method) {
    return KNOWN.contains(method);
  }

  static JsonNode apply(
      String method, JsonNode receiver, boolean hasArgument, JsonNode argument, int maxLength) {
    if (method.equals("join")) {
      return join(receiver, hasArgument, argument, maxLength);
    }
    if (!receiver.isTextual()) {
      return ConstantFolder.MISSING;
    }
    String text = receiver.textValue();
    return switch (method) {
      case "trim" -> TextNode.valueOf(text.strip());
      case "trimStart" -> TextNode.valueOf(text.stripLeading());
      case "trimEnd" -> TextNode.valueOf(text.stripTrailing());
      case "toLowerCase" -> TextNode.valueOf(text.toLowerCase(Locale.ROOT));
      case "toUpperCase" -> TextNode.valueOf(text.toUpperCase(Locale.ROOT));
      case "concat" ->
          argument.isValueNode() && text.length() < maxLength
              ? TextNode.valueOf(text + argument.asText())
              : ConstantFolder.MISSING;
      default -> ConstantFolder.MISSING;
    };
  }

  /** The value of a tagged template; tags other than the known ones may do anything. */
  static JsonNode tagged(String tag, JsonNode text) {
    return INDENT_TAGS.contains(tag) && text.isTextual()
        ? TextNode.valueOf(text.textValue().stripIndent().strip())
        : ConstantFolder.MISSING;
  }

  private static JsonNode join(
      JsonNode array, boolean hasArgument, JsonNode argument, int maxLength) {
    // A list that is made empty is filled before it is joined.
    if (!array.isArray() || array.isEmpty() || (hasArgument && !argument.isTextual())) {
      return ConstantFolder.MISSING;
    }
    String separator = hasArgument ? argument.textValue() : ",";
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < array.size(); i++) {
      if (!array.get(i).isValueNode() || out.length() > maxLength) {
        return ConstantFolder.MISSING;
      }
      out.append(i == 0 ? "" : separator).append(array.get(i).asText());
    }
    return TextNode.valueOf(out.toString());
  }
}
