package io.mcpscore.engine.check.config;

import io.mcpscore.catalogue.CheckInfo;
import io.mcpscore.catalogue.CheckInfoReader;
import io.mcpscore.engine.check.Check;
import io.mcpscore.engine.check.CheckContext;
import io.mcpscore.engine.check.Facts;
import io.mcpscore.engine.check.FindingSink;
import io.mcpscore.engine.check.client.ClientServer;
import io.mcpscore.engine.check.client.ClientServers;
import io.mcpscore.engine.format.Member;
import io.mcpscore.model.Severity;
import java.util.Set;

/** {@code config-privileged-container}: containers with the rights of the machine. */
public final class ConfigPrivilegedContainerCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("config-privileged-container");
  private static final Set<String> CAPABILITIES = Set.of("ALL", "SYS_ADMIN", "CAP_SYS_ADMIN");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    ContainerSettings.visit(
        context,
        "privileged",
        (file, m) -> {
          if (m.name().equals("privileged") && m.value().equals("true")) {
            findings.report(
                Facts.at(
                    file,
                    m,
                    Severity.MEDIUM,
                    "The container is as good as the machine: privileged."));
          }
        });
    ContainerSettings.visit(
        context,
        "cap",
        (file, m) -> {
          boolean added =
              m.isItem()
                  && (m.path().contains("cap_add")
                      || (m.path().contains("capabilities") && m.path().contains("add")));
          if (added && CAPABILITIES.contains(m.value())) {
            findings.report(
                Facts.at(
                    file,
                    m,
                    Severity.MEDIUM,
                    "The capability " + m.value() + " lets the container out."));
          }
        });
    for (ClientServer server : ClientServers.of(context)) {
      for (Member word : server.command()) {
        if (word.value().equals("--privileged")) {
          findings.report(
              Facts.at(
                  server.file(),
                  word,
                  Severity.MEDIUM,
                  "The client starts "
                      + server.name()
                      + " in a container that is as good as the machine."));
        }
      }
    }
  }
}
