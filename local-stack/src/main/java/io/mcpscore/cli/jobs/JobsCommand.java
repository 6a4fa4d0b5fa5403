package io.mcpscore.cli.jobs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code jobs}. */
@Command(
    name = "jobs",
    description = "Shows the queue, retries jobs that were given up, drops waiting ones.",
    mixinStandardHelpOptions = true,
    subcommands = {ListJobs.class, ShowJob.class, RetryJobs.class, DropJobs.class})
public final class JobsCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: list, show, retry or drop");
  }
}
