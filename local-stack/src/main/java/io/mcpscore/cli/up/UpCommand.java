package io.mcpscore.cli.up;

import io.mcpscore.cli.CliException;
import io.mcpscore.cli.ExitCodes;
import io.mcpscore.cli.Installation;
import io.mcpscore.cli.Logs;
import io.mcpscore.cli.MirrorOption;
import io.mcpscore.local.Ports;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code up}: runs until Ctrl-C. */
@Command(
    name = "up",
    description = "Runs the whole system on this machine: no Docker, nothing to install.",
    mixinStandardHelpOptions = true)
public final class UpCommand implements Runnable {

  private static final int MOST_WORKERS = 12;

  @Spec private CommandSpec spec;
  @Mixin private MirrorOption mirrors;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "Port of the API on 127.0.0.1. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "1",
      description = "Worker processes, up to 12. Default: ${DEFAULT-VALUE}.")
  private int workers;

  @Option(names = "--fresh", description = "Forget everything first: accounts, keys, scans.")
  private boolean fresh;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "Where everything is kept. Default: .mcpscore in the project.")
  private Path directory;

  @Override
  public void run() {
    check();
    Installation installation = Installation.current();
    State state = State.in(directory == null ? installation.state() : directory);
    StateLock lock = StateLock.take(state);
    state.endLeftovers();
    if (fresh) {
      state.wipe();
    }
    Logs.to(state.log("services"));
    LocalSystem system =
        new LocalSystem(
            state,
            lock,
            new SystemPlan(port, workers),
            mirrors.serve(),
            spec.commandLine().getOut());
    Runtime.getRuntime().addShutdownHook(new Thread(system::close, "stop"));
    system.run(installation);
  }

  private void check() {
    mirrors.directories();
    if (port < 1 || port > 65_535) {
      throw new ParameterException(spec.commandLine(), "--port must be 1 to 65535");
    }
    if (workers < 1 || workers > MOST_WORKERS) {
      throw new ParameterException(spec.commandLine(), "--workers must be 1 to " + MOST_WORKERS);
    }
  }

  /**
   * The port is needed from now on.
   *
   * @throws CliException when somebody else listens there
   */
  static void requireFree(int port) {
    if (!Ports.isFree(port)) {
      throw new CliException(
          ExitCodes.FAILED,
          "Port %d is taken by another program. Choose another: ./mcpscore up --port %d"
              .formatted(port, port + 1));
    }
  }
}
