package io.mcpscore.cli.advisories;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code advisories}. */
@Command(
    name = "advisories",
    description = "Keeps the known vulnerabilities that scans compare dependencies with.",
    mixinStandardHelpOptions = true,
    subcommands = {UpdateAdvisories.class, AdvisoriesStatus.class})
public final class AdvisoriesCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: update or status");
  }
}
