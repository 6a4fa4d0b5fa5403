package io.mcpscore.cli;

import io.mcpscore.cli.advisories.AdvisoriesCommand;
import io.mcpscore.cli.diff.DiffCommand;
import io.mcpscore.cli.jobs.JobsCommand;
import io.mcpscore.cli.key.KeyCommand;
import io.mcpscore.cli.scan.ScanCommand;
import io.mcpscore.cli.submit.SubmitCommand;
import io.mcpscore.cli.up.UpCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The program behind {@code ./mcpscore}. */
@Command(
    name = "mcpscore",
    description = "Judges MCP servers by reading their source.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      UpCommand.class,
      ScanCommand.class,
      SubmitCommand.class,
      DiffCommand.class,
      KeyCommand.class,
      JobsCommand.class,
      ChecksCommand.class,
      AdvisoriesCommand.class,
      HelpCommand.class
    },
    footerHeading = "%nCommands of the launcher itself:%n",
    footer = {
      "  build    Build everything, without tests",
      "  verify   Build everything and run every test",
      "",
      "Exit codes: 0 done; 1 failed, or below --fail-under; 2 wrong use; 3 could not be scanned."
    })
public final class Main {

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    Logs.toNowhere();
    System.exit(commandLine().execute(arguments));
  }

  /** The program, ready to be executed. */
  public static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(new UsageReport())
        .setExecutionExceptionHandler(new FailureReport());
  }
}
