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

/** {@code config-docker-socket}: containers that may start containers on the machine. */
public final class ConfigDockerSocketCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("config-docker-socket");
  private static final String SOCKET = "docker.sock";

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    ContainerSettings.visit(
        context,
        SOCKET,
        (file, m) -> {
          boolean mounted =
              m.path().contains("volumes")
                  && (m.isItem() || m.name().equals("source") || m.path().contains("hostPath"));
          if (mounted && m.value().contains(SOCKET)) {
            findings.report(
                Facts.at(
                    file,
                    m,
                    Severity.MEDIUM,
                    "The container may start others with any rights: the socket of Docker is handed in."));
          }
        });
    for (ClientServer server : ClientServers.of(context)) {
      for (Member word : server.command()) {
        if (word.value().contains(SOCKET + ":")) {
          findings.report(
              Facts.at(
                  server.file(),
                  word,
                  Severity.MEDIUM,
                  "The client hands the socket of Docker to " + server.name() + "."));
        }
      }
    }
  }
}
