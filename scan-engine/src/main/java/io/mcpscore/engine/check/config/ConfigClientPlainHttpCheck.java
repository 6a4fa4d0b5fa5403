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
import java.util.stream.Stream;

/** {@code config-client-plain-http}: clients that talk to a server over an open connection. */
public final class ConfigClientPlainHttpCheck implements Check {

  private static final CheckInfo INFO = CheckInfoReader.read("config-client-plain-http");

  @Override
  public CheckInfo info() {
    return INFO;
  }

  @Override
  public void run(CheckContext context, FindingSink findings) {
    for (ClientServer server : ClientServers.of(context)) {
      Stream<Member> addresses =
          Stream.concat(
              server.one("url", "serverUrl", "httpUrl").stream(),
              server.command().stream().filter(m -> isBridge(server)));
      addresses
          .filter(m -> PlainHttp.leavesTheMachine(m.value()))
          .forEach(
              m ->
                  findings.report(
                      Facts.at(
                          server.file(),
                          m,
                          Severity.MEDIUM,
                          "What the agent and "
                              + server.name()
                              + " say to each other, tokens included, can be"
                              + " read and changed on the way.")));
    }
  }

  private static boolean isBridge(ClientServer server) {
    return server.command().stream()
        .anyMatch(w -> w.value().contains("mcp-remote") || w.value().contains("mcp-proxy"));
  }
}
