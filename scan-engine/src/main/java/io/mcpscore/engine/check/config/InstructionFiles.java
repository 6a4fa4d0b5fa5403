package io.mcpscore.engine.check.config;

import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.format.Member;
import io.mcpscore.engine.format.YamlMembers;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.engine.source.SourceText;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Texts that agents obey without anybody handing them over: rules, skills, commands. */
final class InstructionFiles {

  private static final Pattern RULES =
      Pattern.compile(
          "(?i)(?:.*/)?(?:(?:skill|agents|claude|gemini|copilot-instructions)\\.md"
              + "|\\.cursorrules|\\.windsurfrules|\\.clinerules"
              + "|\\.(?:cursor|windsurf|roo|cline)/rules/[^/]+"
              + "|\\.claude/(?:commands|agents|skills)/.+\\.md"
              + "|\\.github/(?:instructions|prompts|chatmodes|agents)/[^/]+\\.md)");

  private static final Pattern LOADED =
      Pattern.compile(
          "(?i)(?:.*/)?(?:skill\\.md|\\.claude/(?:commands|skills)/.+\\.md|commands/[^/]+\\.md)");

  private InstructionFiles() {}

  /** All of them. */
  static List<SourceFile> of(CheckContext context) {
    return context.files().stream()
        .filter(f -> f.role().deducts() && RULES.matcher(f.path()).matches())
        .toList();
  }

  /** Those whose commands a client runs while it loads them. */
  static List<SourceFile> withCommands(CheckContext context) {
    return of(context).stream().filter(f -> LOADED.matcher(f.path()).matches()).toList();
  }

  /** The members at the head of such a file, between two lines of dashes. */
  static List<Member> head(SourceFile file) {
    SourceText text = file.text();
    if (text.lines() < 2 || !text.line(1).strip().equals("---")) {
      return List.of();
    }
    for (int line = 2; line <= Math.min(text.lines(), 200); line++) {
      if (text.line(line).strip().equals("---")) {
        byte[] head = Arrays.copyOf(text.bytes(), text.startOfLine(line));
        return YamlMembers.read(new SourceText(head));
      }
    }
    return List.of();
  }
}
