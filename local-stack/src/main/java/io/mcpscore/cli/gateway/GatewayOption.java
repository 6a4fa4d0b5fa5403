package io.mcpscore.cli.gateway;

import io.mcpscore.cli.CliException;
import io.mcpscore.cli.ExitCodes;
import io.mcpscore.cli.Installation;
import io.mcpscore.cli.up.RunningInstance;
import io.mcpscore.cli.up.State;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which gateway, and with which right. */
public final class GatewayOption {

  @Option(
      names = "--server",
      paramLabel = "URL",
      description = "Gateway to talk to. Default: the one that ./mcpscore up runs.")
  private URI server;

  @Option(
      names = "--admin-token",
      paramLabel = "TOKEN",
      defaultValue = "${env:MCPSCORE_ADMIN_TOKEN}",
      description = "Its admin token, with --server. Default: $MCPSCORE_ADMIN_TOKEN.")
  private String token;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "State of the ./mcpscore up to talk to. Default: .mcpscore in the project.")
  private Path directory;

  /**
   * The gateway.
   *
   * @throws CliException when none runs, or its token is missing
   */
  public Gateway gateway() {
    if (server != null) {
      if (token == null) {
        throw new CliException(
            ExitCodes.USAGE, "--server needs --admin-token, or MCPSCORE_ADMIN_TOKEN to be set");
      }
      return new Gateway(server, token);
    }
    Path path = directory == null ? Installation.current().state() : directory;
    if (!Files.isDirectory(path)) {
      throw notRunning();
    }
    State state = State.in(path);
    RunningInstance running = RunningInstance.of(state).orElseThrow(GatewayOption::notRunning);
    return new Gateway(URI.create(running.address()), state.adminToken());
  }

  private static CliException notRunning() {
    return new CliException(
        ExitCodes.FAILED,
        "No local system runs. Start one with ./mcpscore up,"
            + " or name a gateway: --server URL --admin-token TOKEN");
  }
}
