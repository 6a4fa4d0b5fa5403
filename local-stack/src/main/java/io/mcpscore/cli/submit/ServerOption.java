package io.mcpscore.cli.submit;

import io.mcpscore.cli.CliException;
import io.mcpscore.cli.ExitCodes;
import io.mcpscore.cli.Installation;
import io.mcpscore.cli.up.RunningInstance;
import io.mcpscore.cli.up.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which service, and with which key. A key is never repeated in a message. */
public final class ServerOption {

  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,8192}");

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--server",
      paramLabel = "URL",
      defaultValue = "${env:MCPSCORE_SERVER}",
      description =
          "Service to ask. Default: $MCPSCORE_SERVER, or the one that ./mcpscore up runs.")
  private URI server;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "API key. Others see it in the list of processes: rather use one of the next.")
  private String key;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "File whose first line is the key. Default: the key in $MCPSCORE_KEY.")
  private Path keyFile;

  /**
   * Base address, without a slash at its end.
   *
   * @throws CliException when none is named and none runs here
   */
  URI server() {
    if (server == null) {
      return running();
    }
    String scheme = server.getScheme();
    boolean web = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
    if (!web
        || server.getHost() == null
        || server.getUserInfo() != null
        || server.getQuery() != null
        || server.getFragment() != null) {
      throw wrong("--server must be an address such as https://mcpscore.example.org");
    }
    return URI.create(server.toString().replaceAll("/+$", ""));
  }

  /**
   * The key.
   *
   * @throws ParameterException when there is none, or what there is can be none
   */
  String key() {
    if (key != null && keyFile != null) {
      throw wrong("Give --key or --key-file, not both");
    }
    String found = key != null ? key : keyFile != null ? read() : System.getenv("MCPSCORE_KEY");
    if (found == null || found.isBlank()) {
      throw wrong("There is no key: set MCPSCORE_KEY, or give --key-file");
    }
    if (!TOKEN.matcher(found.strip()).matches()) {
      throw wrong("The key has characters that no key has");
    }
    return found.strip();
  }

  private String read() {
    try (var lines = Files.lines(keyFile)) {
      return lines.findFirst().orElse("");
    } catch (IOException | UncheckedIOException e) {
      throw wrong("--key-file: " + keyFile + " cannot be read");
    }
  }

  private static URI running() {
    Path state = Installation.current().state();
    if (!Files.isDirectory(state)) {
      throw nothingRuns();
    }
    return RunningInstance.of(State.in(state))
        .map(instance -> URI.create(instance.address()))
        .orElseThrow(ServerOption::nothingRuns);
  }

  private static CliException nothingRuns() {
    return new CliException(
        ExitCodes.USAGE, "Name the service: --server URL, or MCPSCORE_SERVER in the environment");
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
