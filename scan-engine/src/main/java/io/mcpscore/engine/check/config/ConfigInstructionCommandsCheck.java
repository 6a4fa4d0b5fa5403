package io.mcpscore.engine.check.config;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Facts;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.Severity;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code config-instruction-commands}: commands in skills and slash commands that run while the
 * text is loaded, before a model or a person has read it.
 */
public final class ConfigInstructionCommandsCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("config-instruction-commands");
  private static final Pattern COMMAND = Pattern.compile("(?:^|\\s)!`([^`]{1,500})`");
  private static final int LONGEST = 5000;

  private static final Pattern FETCHES =
      Pattern.compile(
          "\\b(?:curl|wget|nc|ncat|Invoke-WebRequest|iwr)\\b|\\|\\s{0,5}(?:ba|z|da)?sh\\b|\\bbase64\\s+(?:-d|--decode)\\b|/dev/tcp/");

  private static final Pattern KEEPS =
      Pattern.compile(
          "(?:git (?:status|diff|log|branch|show|rev-parse|remote|config --get|ls-files|describe|tag|blame|stash list)"
              + "|gh (?:pr|issue|run|repo|api) (?:view|list|diff|checks|status)"
              + "|ls|pwd|cat|head|tail|wc|date|uname|find|grep|rg|tree|echo|which|test|jq|sort|awk|sed -n|basename|dirname|node -v|node --version|python3? --version)\\b.*");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (SourceFile file : InstructionFiles.withCommands(context)) {
      boolean fenced = false;
      for (int line = 1; line <= file.text().lines(); line++) {
        int length = file.text().endOfLine(line) - file.text().startOfLine(line);
        String text = length > LONGEST ? "" : file.text().line(line);
        fenced ^= text.strip().startsWith("```");
        Matcher command = COMMAND.matcher(text);
        while (!fenced && command.find()) {
          report(file, line, command.group(1).strip(), findings);
        }
      }
    }
  }

  private static void report(SourceFile file, int line, String command, FindingSink findings) {
    boolean fetches = FETCHES.matcher(command).find();
    if (fetches || !KEEPS.matcher(command).matches()) {
      findings.report(
          Facts.atLine(
              file,
              line,
              fetches ? Severity.HIGH : Severity.LOW,
              "Loading this text runs a command"
                  + (fetches ? " that talks to other machines" : "")
                  + ", before anybody has read it."));
    }
  }
}
