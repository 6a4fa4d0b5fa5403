package io.mcpscore.engine.check.poisoning;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tags and labels that give a part of a text another voice. */
final class Blocks {

  /** Honest descriptions mark parts as well, so such a block is no finding by itself. */
  private static final Pattern VEIL =
      Pattern.compile(
          "(?:very |critically |extremely )?important(?: instructions?| notes?)?|hidden.*|secret.*|!--|invisible.*|covert.*|internal.*"
              + "|system.*|admin.*|instructions?|developer.*|override.*|prompt.?injection.*|injection.*"
              + "|critical.*|mandatory.*|assistant.*|ai.?(?:only|instructions?).*|llm.*|model.?(?:only|instructions?).*|agent.?(?:only|instructions?).*"
              + "|(?:note|message|attention|reminder|notice|directive|order)s? (?:to|for) .*");

  private static final Pattern DARK =
      Pattern.compile(
          "hidden.*|secret.*|invisible.*|covert.*|system.?(?:override|prompt|instruction|directive|message|command|update).*|override.*"
              + "|prompt.?injection.*|injection.*|(?:ai|llm|model|agent).?only.*");

  /** Words before a colon that give what follows another voice; parameters are called "secret:". */
  private static final Pattern LABEL =
      Pattern.compile(
          "(?:system|admin|developer|security|instruction|prompt|safety) override.*|(?:hidden|secret|covert|invisible) (?:instruction|directive|prompt|message|command)s?.*"
              + "|prompt injection.*|injection|system (?:instruction|directive|command)s?|(?:ai|llm|model|agent)[ -]only.*"
              + "|(?:note|message|instructions?|attention|reminder|notice|directive|order)s? (?:to|for) (?:the |all |any )?(?:ai|llm|language model|model|assistant|agent)s?.*");

  private static final Pattern COMMANDING =
      Pattern.compile(
          ".*(?:override|injection|(?:hidden|secret|covert|system) (?:instruction|directive|command)).*");

  private Blocks() {}

  static boolean isLabel(String words) {
    return LABEL.matcher(words).matches();
  }

  /** Whether the name of a block says by itself that it commands the model. */
  static boolean isCommanding(String block) {
    return COMMANDING.matcher(block).matches();
  }

  /** Whether a block speaks over the head of the reader. */
  static boolean isVeil(String block) {
    return !block.isEmpty() && VEIL.matcher(block).matches();
  }

  /** Whether no honest text has such a block. */
  static boolean isDark(String block) {
    return !block.isEmpty() && DARK.matcher(block).matches();
  }

  /** The name of a tag without its brackets, {@code !--} for a comment. */
  static String name(String tag) {
    return tag.startsWith("<!--")
        ? "!--"
        : tag.replaceAll("[<>\\[\\]/]", "")
            .replace('_', ' ')
            .replace('-', ' ')
            .strip()
            .toLowerCase(Locale.ROOT);
  }

  static boolean isClosing(String tag) {
    return tag.startsWith("</") || tag.startsWith("[/") || tag.equals("-->");
  }
}
