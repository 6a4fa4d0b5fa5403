package io.mcpscore.engine.check.config;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Facts;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.format.Member;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.Severity;
import java.util.regex.Pattern;

/** {@code config-instruction-wide-tools}: skills and commands that may run anything unasked. */
public final class ConfigInstructionWideToolsCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("config-instruction-wide-tools");
  private static final Pattern ANYTHING =
      Pattern.compile("(?:^|[\\s,])(?:\\*|Bash\\(\\*{1,2}\\)|Bash\\(:\\*\\))(?:$|[\\s,])");
  private static final Pattern ANY_COMMAND = Pattern.compile("(?:^|[\\s,])Bash(?:$|[\\s,])");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (SourceFile file : InstructionFiles.of(context)) {
      for (Member m : InstructionFiles.head(file)) {
        boolean named = m.path().getFirst().equals("allowed-tools");
        String value = named && m.value() != null ? m.value() : "";
        boolean anything = ANYTHING.matcher(value).find();
        if (anything || ANY_COMMAND.matcher(value).find()) {
          findings.report(
              Facts.at(
                  file,
                  m,
                  anything ? Severity.MEDIUM : Severity.LOW,
                  "Whatever these instructions lead the agent to run, nobody is asked."));
        }
      }
    }
  }
}
