package io.mcpscore.engine.check.poisoning;

import io.mcpscore.model.Severity;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Marks by which models tell the turns of a conversation apart, and blocks that pose as hidden. */
final class RoleMarkers {

  private static final Pattern TOKEN =
      Pattern.compile(
          "<\\|(?:im_start|im_end|system|user|assistant|endoftext|eot_id|start_header_id|end_header_id|begin_of_text|end_of_turn|tool_call)\\|>"
              + "|\\[/?INST\\]|<</?SYS>>|</?(?:start|end)_of_turn>|\\n\\n(?:Human|Assistant):\\s"
              + "|(?m)^#{2,3} ?(?:System|Instruction|Human|Assistant)s?:\\s");

  private static final Pattern BLOCK =
      Pattern.compile(
          "(?i)<(?:hidden|secret|invisible|covert)(?:[_ -]?(?:instructions?|prompt|note|command|directive))?>"
              + "|</?(?:system|system[_-](?:prompt|message|instructions?|reminder|override|command|directive|update)|(?:ai|llm|model|agent)[_-]?only)>"
              + "|\\[(?:system|hidden|secret|admin|developer)[ _-](?:override|instructions?|prompt|message|directive|command|note)\\]");

  private static final Pattern BREAK_OUT =
      Pattern.compile(
          "(?i)</(tools?|functions?|tool_(?:description|result|response|output|call)|description|system|documents?|user|assistant|available_tools|mcp_servers?)>");

  private RoleMarkers() {}

  /** The first one. */
  static Optional<TextMarks> find(String text) {
    Matcher token = TOKEN.matcher(text);
    if (token.find()) {
      return mark(token, "holds a mark that separates the turns of a conversation");
    }
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      if (!opens(text, block)) {
        continue;
      }
      return mark(block, "opens a block that poses as the system's or as hidden");
    }
    Matcher out = BREAK_OUT.matcher(text);
    while (out.find()) {
      if (!text.substring(0, out.start())
          .toLowerCase(Locale.ROOT)
          .contains("<" + out.group(1).toLowerCase(Locale.ROOT))) {
        return mark(out, "closes a block that it did not open, to break out of its place");
      }
    }
    return Optional.empty();
  }

  /** A place holder such as {@code --secret <secret>} opens nothing. */
  private static boolean opens(String text, Matcher block) {
    int line = text.lastIndexOf('\n', block.start()) + 1;
    String name = block.group().replaceAll("[<>/]", "");
    return block.group().startsWith("[")
        || text.substring(line, block.start()).isBlank()
        || text.toLowerCase(Locale.ROOT).contains("</" + name.toLowerCase(Locale.ROOT) + ">");
  }

  private static Optional<TextMarks> mark(Matcher m, String what) {
    return Optional.of(new TextMarks(m.start(), m.end(), Severity.HIGH, what));
  }
}
