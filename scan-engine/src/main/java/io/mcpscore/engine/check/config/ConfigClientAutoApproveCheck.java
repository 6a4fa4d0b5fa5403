package io.mcpscore.engine.check.config;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Facts;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.client.ClientServer;
import io.mcpscore.engine.check.client.ClientServers;
import io.mcpscore.engine.format.JsonMembers;
import io.mcpscore.engine.format.Member;
import io.mcpscore.engine.format.TomlMembers;
import io.mcpscore.engine.source.SourceFile;
import io.mcpscore.model.Severity;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code config-client-auto-approve}: settings by which an agent acts without asking whoever opened
 * the repository.
 */
public final class ConfigClientAutoApproveCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("config-client-auto-approve");
  private static final Pattern SETTINGS =
      Pattern.compile(
          "(?:.*/)?(?:\\.vscode/settings\\.json|\\.claude/settings\\.json|\\.gemini/settings\\.json|\\.codex/config\\.toml)");
  private static final Set<String> ANY_COMMAND =
      Set.of("*", "Bash", "Bash(*)", "Bash(:*)", "Bash(**)");
  private static final Set<String> SWITCHES =
      Set.of("chat.tools.autoApprove", "chat.tools.global.autoApprove", "autoAccept", "yolo");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (ClientServer server : ClientServers.of(context)) {
      for (Member m : server.members()) {
        boolean all =
            (m.isAt("autoApprove", "*")
                    || m.isAt("alwaysAllow", "*")
                    || m.isAt("auto_approve", "*"))
                && "*".equals(m.value());
        if (all || (m.isAt("trust") && "true".equals(m.value()))) {
          report(
              server.file(),
              m,
              "Every tool of " + server.name() + " runs without asking.",
              findings);
        }
      }
    }
    for (SourceFile file : context.files()) {
      if (file.role().deducts() && SETTINGS.matcher(file.path()).matches()) {
        settings(file, findings);
      }
    }
  }

  private static void settings(SourceFile file, FindingSink findings) {
    boolean toml = file.path().endsWith(".toml");
    List<Member> members =
        toml ? TomlMembers.read(file.text()) : JsonMembers.read(file.text().bytes());
    for (Member m : members) {
      String value = m.value() == null ? "" : m.value();
      if (m.isAt("permissions", "allow", "*") && ANY_COMMAND.contains(value)) {
        report(file, m, "The agent runs any command without asking.", findings);
      } else if (m.isAt("permissions", "defaultMode") && value.equals("bypassPermissions")) {
        report(file, m, "The agent does everything without asking.", findings);
      } else if (SWITCHES.contains(m.name()) && value.equals("true")) {
        report(file, m, "The agent runs every tool without asking.", findings);
      } else if (m.isAt("sandbox_mode") && value.equals("danger-full-access")) {
        report(file, m, "The agent's commands run outside of any sandbox.", findings);
      }
    }
  }

  private static void report(SourceFile file, Member m, String description, FindingSink findings) {
    findings.report(
        Facts.at(
            file,
            m,
            Severity.MEDIUM,
            description + " That holds for whoever opens the repository and trusts it."));
  }
}
