package io.mcpscore.engine.check.config;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Facts;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.poisoning.Instruction;
import io.mcpscore.engine.check.poisoning.Instruction.Kind;
import io.mcpscore.engine.check.poisoning.InstructionText;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.Severity;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;

/**
 * {@code config-instruction-poisoning}: rules, skills and commands that have an agent act behind
 * the back of its user, or with characters that a reader does not see and a model does.
 */
public final class ConfigInstructionPoisoningCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("config-instruction-poisoning");
  private static final Set<Kind> AGAINST_THE_USER = EnumSet.of(Kind.CONCEAL, Kind.HARVEST);
  private static final int MOST_BYTES = 200_000;
  private static final int BLACK_FLAG = 0x1F3F4;
  private static final int LONGEST_HONEST_RUN = 2;

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (SourceFile file : InstructionFiles.of(context)) {
      characters(file, findings);
      instructions(file, findings);
    }
  }

  private static void characters(SourceFile file, FindingSink findings) {
    for (int line = 1; line <= file.text().lines(); line++) {
      if (hides(file.text().line(line), line == 1)) {
        findings.report(
            Facts.atLine(
                file,
                line,
                Severity.HIGH,
                "The line holds characters that no editor shows and that a model reads."));
        return;
      }
    }
  }

  /** Rules may demand much of an agent, but nothing behind the back of its user. */
  private static void instructions(SourceFile file, FindingSink findings) {
    String text = file.text().slice(0, Math.min(MOST_BYTES, file.text().bytes().length));
    for (Instruction instruction : InstructionText.read(text)) {
      if (instruction.certain() && AGAINST_THE_USER.contains(instruction.kind())) {
        int start = bytes(text.substring(0, instruction.start()));
        int end = start + bytes(text.substring(instruction.start(), instruction.end()));
        findings.report(
            Facts.at(
                file,
                start,
                Math.min(end, file.text().bytes().length),
                Severity.HIGH,
                "This text, which agents obey, " + instruction.kind().sentence() + "."));
        return;
      }
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * Tag characters outside of flags, changes of direction, or a run of characters without width.
   */
  private static boolean hides(String line, boolean first) {
    int run = 0;
    boolean flag = false;
    for (int at = 0; at < line.length(); ) {
      int c = line.codePointAt(at);
      boolean tag = c >= 0xE0000 && c <= 0xE007F;
      boolean direction = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
      boolean mark = first && at == 0 && c == 0xFEFF;
      boolean empty = c == 0x200B || (c >= 0x2060 && c <= 0x2064) || (c == 0xFEFF && !mark);
      flag = c == BLACK_FLAG || (flag && tag);
      run = empty || c == 0x200C || c == 0x200D ? run + 1 : 0;
      if ((tag && !flag) || direction || run > LONGEST_HONEST_RUN) {
        return true;
      }
      at += Character.charCount(c);
    }
    return false;
  }
}
